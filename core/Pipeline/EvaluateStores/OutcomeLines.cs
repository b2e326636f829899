using System.Buffers;
using System.Buffers.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Writes the outcomes of a chunk one after the other as canonical lines — store, industry, status, tier, before, came from,
/// since, verdicts, readings, reason and, where there is one, what the standing carries, parted by tabs — which are what the hash is of, and hands out records that are slices of them.
/// </summary>
internal sealed class OutcomeLines(IReadOnlyList<string> ladder, ChunkSummary summary, int stores, int sizeHint) : IDisposable
{
    private static readonly byte[][] Statuses = [.. Enum.GetValues<Status>().Select(status => System.Text.Encoding.ASCII.GetBytes(status.ToString()))];
    private readonly byte[][] names = [.. ladder.Select(System.Text.Encoding.UTF8.GetBytes)];
    private OutcomeRecord[] records = ArrayPool<OutcomeRecord>.Shared.Rent(stores);
    private int count;
    private readonly List<byte[]> rented = [];
    private byte[] buffer = [];
    private int at;

    public ArraySegment<OutcomeRecord> Records => new(records, 0, count);

    /// <param name="line">The snapshot line that the readings are slices of.</param>
    /// <param name="readings">Where the kept readings lie in it.</param>
    /// <param name="standing">What <see cref="StandingCodec"/> wrote; empty where there is nothing.</param>
    public void Add(
        ReadOnlySpan<byte> store, ReadOnlySpan<byte> industry, Status status, int tier, int before, int cameFrom, int since,
        ReadOnlySpan<Verdict> verdicts, ReadOnlySpan<byte> line, ReadOnlySpan<Slice> readings, string? reason, ReadOnlySpan<byte> standing)
    {
        Reserve(store.Length + industry.Length + verdicts.Length + line.Length + (reason?.Length ?? 0) * 3 + standing.Length + 256);
        var start = at;
        var storeSlice = Field(store);
        var industrySlice = Field(industry);
        Field(Statuses[(int)status]);
        Field(names[tier]);
        Field(before < 0 ? [] : names[before]);
        Field(cameFrom < 0 ? [] : names[cameFrom]);
        Utf8Formatter.TryFormat(since, buffer.AsSpan(at), out var digits);
        at += digits;
        buffer[at++] = (byte)'\t';
        var verdictSlice = Verdicts(verdicts);
        var readingSlice = Readings(line, readings);
        if (reason is not null) at += System.Text.Encoding.UTF8.GetBytes(reason, buffer.AsSpan(at));
        var standingSlice = Standing(standing);
        summary.Hash.Add(buffer.AsSpan(start, at - start));
        if (count == records.Length) Grow();
        records[count++] = new OutcomeRecord(storeSlice, industrySlice, status, tier, before, cameFrom, since, verdictSlice, readingSlice, reason) { Standing = standingSlice };
    }

    // Earlier slices keep the buffer they were cut from; a new one need not hold what the old one held.
    private void Reserve(int length)
    {
        if (buffer.Length - at >= length) return;
        buffer = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, length));
        rented.Add(buffer);
        at = 0;
    }

    /// <summary>Takes the buffers back: the records must have been kept or given up by then.</summary>
    public void Dispose()
    {
        foreach (var used in rented) ArrayPool<byte>.Shared.Return(used);
        rented.Clear();
        ArrayPool<OutcomeRecord>.Shared.Return(records);
        records = [];
    }

    // More outcomes than stores in the inputs: some held a tier and are absent.
    private void Grow()
    {
        var larger = ArrayPool<OutcomeRecord>.Shared.Rent(records.Length * 2 + 1);
        records.CopyTo(larger, 0);
        ArrayPool<OutcomeRecord>.Shared.Return(records);
        records = larger;
    }

    private ReadOnlyMemory<byte> Field(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(at));
        var slice = buffer.AsMemory(at, text.Length);
        at += text.Length;
        buffer[at++] = (byte)'\t';
        return slice;
    }

    private ReadOnlyMemory<byte> Standing(ReadOnlySpan<byte> standing)
    {
        if (standing.IsEmpty) return default;
        buffer[at++] = (byte)'\t';
        standing.CopyTo(buffer.AsSpan(at));
        at += standing.Length;
        return buffer.AsMemory(at - standing.Length, standing.Length);
    }

    private ReadOnlyMemory<byte> Verdicts(ReadOnlySpan<Verdict> verdicts)
    {
        var letters = buffer.AsMemory(at, verdicts.Length);
        VerdictLetters.Write(verdicts, letters.Span);
        at += verdicts.Length;
        buffer[at++] = (byte)'\t';
        return letters;
    }

    private ReadOnlyMemory<byte> Readings(ReadOnlySpan<byte> line, ReadOnlySpan<Slice> readings)
    {
        var begin = at;
        if (readings.Length > 0)
        {
            buffer[at++] = (byte)'[';
            foreach (var reading in readings)
            {
                var element = reading.Of(line);
                element.CopyTo(buffer.AsSpan(at));
                at += element.Length;
                buffer[at++] = (byte)',';
            }
            buffer[at - 1] = (byte)']';
        }
        var slice = buffer.AsMemory(begin, at - begin);
        buffer[at++] = (byte)'\t';
        return slice;
    }
}

/// <summary>How verdicts are written in outcomes: one letter each.</summary>
public static class VerdictLetters
{
    private static ReadOnlySpan<byte> Letters => "Mx?-"u8;

    public static void Write(ReadOnlySpan<Verdict> verdicts, Span<byte> destination)
    {
        var letters = Letters;
        for (var i = 0; i < verdicts.Length; i++) destination[i] = letters[(int)verdicts[i]];
    }

    /// <summary>Reads a letter that <see cref="Write"/> wrote.</summary>
    public static Verdict Read(char letter) => Letters.IndexOf((byte)letter) is var at and >= 0
        ? (Verdict)at
        : throw new FormatException($"'{letter}' is not a verdict: expected M, x, ? or -.");
}
