namespace TierFunctions.Pipeline.Ingest;

/// <summary>The CRC-32 of gzip (RFC 1952), eight bytes at a step; the framework has it only behind a package.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on from a register that begins with all bits set; the checksum is its complement.</summary>
    public static uint Append(uint register, ReadOnlySpan<byte> data)
    {
        while (data.Length >= 8)
        {
            var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data) ^ register;
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            register = Tables[7][low & 255] ^ Tables[6][(low >> 8) & 255] ^ Tables[5][(low >> 16) & 255] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 255] ^ Tables[2][(high >> 8) & 255] ^ Tables[1][(high >> 16) & 255] ^ Tables[0][high >> 24];
            data = data[8..];
        }
        foreach (var b in data) register = Tables[0][(register ^ b) & 255] ^ (register >> 8);
        return register;
    }

    private static uint[][] MakeTables()
    {
        const uint reversedPolynomial = 0xEDB88320;
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var value = t == 0 ? i : tables[t - 1][i];
                if (t > 0) tables[t][i] = tables[0][value & 255] ^ (value >> 8);
                else
                {
                    for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ reversedPolynomial;
                    tables[0][i] = value;
                }
            }
        }
        return tables;
    }
}
