using System.Buffers.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// Writes readings that no blob supplies behind the elements of a snapshot's line, so that they are kept with the outcome like all
/// others. One for each worker.
/// </summary>
internal sealed class BroughtReadings
{
    private const int LongestNumber = 72;

    private readonly Metric[] metrics;
    private byte[] line = new byte[1024];

    private BroughtReadings(Metric[] metrics) => this.metrics = metrics;

    /// <summary>Null for a plan that nothing is brought to.</summary>
    public static BroughtReadings? For(Plan plan) => plan.Streaks.Count + plan.CaseMetrics.Count > 0 ? new BroughtReadings([.. plan.Policy.Metrics]) : null;

    /// <summary>The line with the brought readings of a row that is not complete yet; their places are filled in.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<byte> text, ReadOnlySpan<long> row, ReadOnlySpan<int> slots, Span<Slice> readings)
    {
        if (line.Length < text.Length + slots.Length * LongestNumber) line = new byte[(text.Length + slots.Length * LongestNumber) * 2];
        text.CopyTo(line);
        var at = text.Length;
        for (var i = 0; i < slots.Length; i++)
        {
            if (metrics[slots[i]].Derivation is not (Derivation.Streak or Derivation.OfCase)) continue;
            var length = Write(metrics[slots[i]], row[slots[i]], line.AsSpan(at));
            readings[i] = new Slice(at, length);
            at += length;
        }
        return line.AsSpan(0, at);
    }

    private static int Write(Metric metric, long units, Span<byte> to)
    {
        if (metric.Derivation is Derivation.Streak)
        {
            Utf8Formatter.TryFormat(units, to, out var digits);
            return digits;
        }
        // A state's name is of letters, digits, - and _, so nothing of it must be escaped.
        var text = units == Metric.Missing ? "null" : metric.IsNamed ? $"\"{metric.Codec.Write(units)}\"" : metric.Codec.Write(units);
        return System.Text.Encoding.ASCII.GetBytes(text, to);
    }
}
