using System.Buffers.Binary;
using System.Text;

namespace TierFunctions.Domain.Metrics;

/// <summary>
/// The names of a category in the order in which they were met; a name's place stands for it in a row of readings. Reading is
/// safe from any thread while one adds.
/// </summary>
public sealed class Vocabulary
{
    private readonly Lock adding = new();
    private volatile Words words;

    public Vocabulary(IEnumerable<string> names)
    {
        words = new Words([], []);
        foreach (var name in names) words = words.With(name);
    }

    public int Count => words.Names.Length;

    public IReadOnlyList<string> Names => words.Names;

    /// <summary>The place of a name, or -1 where it was never met.</summary>
    public int Find(ReadOnlySpan<byte> name) => words.Find(name);

    /// <summary>The place of a name, which is added if it is new.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> name)
    {
        var place = words.Find(name);
        if (place >= 0) return place;
        lock (adding)
        {
            place = words.Find(name);
            if (place >= 0) return place;
            words = words.With(Encoding.UTF8.GetString(name));
            return words.Names.Length - 1;
        }
    }

    /// <summary>A small open-addressing table that is never changed once published.</summary>
    private sealed class Words
    {
        private readonly byte[][] utf8;
        private readonly int[] slots;

        public Words(string[] names, byte[][] utf8)
        {
            Names = names;
            this.utf8 = utf8;
            slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(utf8.Length * 2 + 2))];
            for (var i = 0; i < utf8.Length; i++)
            {
                var slot = Hash(utf8[i]);
                while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
                slots[slot] = i + 1;
            }
        }

        public string[] Names { get; }

        public Words With(string name) => new([.. Names, name], [.. utf8, Encoding.UTF8.GetBytes(name)]);

        public int Find(ReadOnlySpan<byte> name)
        {
            for (var slot = Hash(name); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
            {
                if (name.SequenceEqual(utf8[slots[slot] - 1])) return slots[slot] - 1;
            }
            return -1;
        }

        private int Hash(ReadOnlySpan<byte> name)
        {
            // The first and last bytes and the length: names of industries and levels differ there, and those that do not only cost a comparison.
            var (first, last) = name.Length switch
            {
                >= 8 => (BinaryPrimitives.ReadUInt64LittleEndian(name), BinaryPrimitives.ReadUInt64LittleEndian(name[^8..])),
                >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(name), BinaryPrimitives.ReadUInt32LittleEndian(name[^4..])),
                > 0 => (name[0], (ulong)name[^1]),
                _ => (0ul, 0ul),
            };
            var hash = (first * 0x9E3779B97F4A7C15 ^ last * 0xC2B2AE3D27D4EB4F) + (ulong)name.Length;
            return (int)((hash ^ (hash >> 32)) & (uint)(slots.Length - 1));
        }
    }
}
