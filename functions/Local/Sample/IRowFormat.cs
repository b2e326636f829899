using System.Buffers;

namespace TierFunctions.Local.Sample;

/// <summary>How the rows of a sample file are written as bytes.</summary>
internal interface IRowFormat
{
    /// <summary>What stands before the first row.</summary>
    void Begin(IBufferWriter<byte> output);

    void Write(IBufferWriter<byte> output, Row row);
}
