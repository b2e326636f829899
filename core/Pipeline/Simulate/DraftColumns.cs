using System.Buffers;
using System.Text;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>Which column of a stored snapshot each supplied metric of a draft is read from. Columns are known by the names of their metrics.</summary>
internal sealed class DraftColumns
{
    public DraftColumns(Policy stored, Policy draft)
    {
        var columns = stored.Metrics.Where(metric => metric.IsSupplied).ToList();
        Held = columns.Count;
        Sources = [.. draft.Metrics.Where(metric => metric.IsSupplied).Select(metric => new Source(metric, columns.FindIndex(column => column.Name == metric.Name)) is var source
            && source.Column >= 0 && IsSame(columns[source.Column], metric) ? source with { Fits = true } : source)];
    }

    /// <summary>How many columns the snapshot has besides the store's id.</summary>
    public int Held { get; }

    public IReadOnlyList<Source> Sources { get; }

    public IEnumerable<string> Missing => Sources.Where(source => source.Column < 0).Select(source => source.Metric.Name);

    private static bool IsSame(Metric stored, Metric draft) =>
        stored.Kind == draft.Kind && stored.Decimals == draft.Decimals && stored.Minimum == draft.Minimum && stored.Maximum == draft.Maximum
        && (stored.Required || !draft.Required) && stored.Values.SequenceEqual(draft.Values, StringComparer.Ordinal);

    /// <param name="Column">The place among the snapshot's columns, or -1 where it holds none of the name.</param>
    /// <param name="Fits">Whether both policies declare it alike, so that every stored reading is one of the draft's.</param>
    public sealed record Source(Metric Metric, int Column, bool Fits = false);
}

/// <summary>Writes the lines of a stored snapshot as the draft would have had them. One for each worker.</summary>
internal sealed class DraftLines(DraftColumns columns)
{
    private readonly int[] commas = new int[columns.Held + 1];
    private readonly ArrayBufferWriter<byte> written = new(1 << 16);

    /// <summary>Readings that the draft does not take, by metric and reason.</summary>
    public Dictionary<(string Metric, string Reason), (long Stores, string First)> Unfit { get; } = [];

    /// <summary>The translated lines; good until the next call.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<byte> snapshot)
    {
        written.ResetWrittenCount();
        for (var at = 0; Lines.Next(snapshot, ref at, out var range);) WriteLine(snapshot[range]);
        return written.WrittenSpan;
    }

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        if (Commas.Find(line, commas) != columns.Held) throw new InvalidDataException($"A line of the snapshot does not have {columns.Held + 1} elements.");
        commas[^1] = line.Length - 1; // the closing bracket
        var store = line[1..commas[0]];
        written.Write("["u8);
        written.Write(store);
        foreach (var source in columns.Sources)
        {
            written.Write(","u8);
            var element = source.Column < 0 ? "null"u8 : line[(commas[source.Column] + 1)..commas[source.Column + 1]];
            if (source is { Column: >= 0, Fits: false } && FaultOf(element, source.Metric) is { } fault)
            {
                Note(source.Metric, fault, store);
                element = "null"u8;
            }
            written.Write(element);
        }
        written.Write("]\n"u8);
    }

    private static string? FaultOf(ReadOnlySpan<byte> element, Metric metric)
    {
        if (element[0] == 'n') return metric.Required ? "required, and there is none" : null;
        if (metric.Kind is MetricKind.Text || metric.Kind is MetricKind.Category && metric.Values.Count == 0) return null;
        var fault = metric.Codec.TryRead(SnapshotLine.TextOf(element), out _);
        return fault is ReadingFault.None ? null : RowFault.Of(fault, metric).Expected;
    }

    private void Note(Metric metric, string reason, ReadOnlySpan<byte> store)
    {
        var key = (metric.Name, reason);
        Unfit[key] = Unfit.TryGetValue(key, out var known) ? (known.Stores + 1, known.First) : (1, Encoding.ASCII.GetString(store[1..^1]));
    }
}
