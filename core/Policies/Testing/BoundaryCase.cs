using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Testing;

/// <summary>One limit of a test as a number, with the store it holds for and what its peers must have shown.</summary>
/// <param name="Name">What sets it apart from the test's other limits; empty for the usual one.</param>
/// <param name="Units">The limit as a reading.</param>
internal sealed record BoundaryCase(string Name, decimal Number, long Units, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<PeerFigure> Peers)
{
    public static IEnumerable<BoundaryCase> Of(Bench bench, Test test, Metric metric) => test.Limit.Overrides
        .Select(exception => Make(bench, test, metric, exception.Limit, exception.Where))
        .Prepend(Make(bench, test, metric, test.Limit.Default, []))
        .OfType<BoundaryCase>();

    /// <summary>The same of a store that has these readings besides; null where its attributes say otherwise.</summary>
    public BoundaryCase? Under(IReadOnlyDictionary<string, string> readings) =>
        readings.Any(reading => Attributes.TryGetValue(reading.Key, out var said) && said != reading.Value)
            ? null
            : this with { Attributes = new Dictionary<string, string>(Attributes.Concat(readings).DistinctBy(pair => pair.Key), StringComparer.Ordinal) };

    /// <summary>Null where no row can be made up for which this very limit holds.</summary>
    private static BoundaryCase? Make(Bench bench, Test test, Metric metric, Limit limit, IReadOnlyList<KeyValuePair<string, string>> where)
    {
        var attributes = new Dictionary<string, string>(where, StringComparer.Ordinal);
        if (test.AskedOf is { } asked)
        {
            if (!attributes.TryGetValue(asked.Attribute, out var said)) attributes[asked.Attribute] = asked.Values.FirstOrDefault(value => IsUsual(asked.Attribute, value)) ?? asked.Values[0];
            else if (!asked.Values.Contains(said, StringComparer.Ordinal)) return null;
        }
        if (attributes.Keys.Any(bench.IsComputed)) return null;
        var fitting = test.Limit.Overrides.Where(exception => exception.Where.All(attributes.Contains)).MaxBy(exception => exception.Where.Count);
        if (!(fitting?.Where ?? []).SequenceEqual(where)) return null;

        var shown = Middle(metric);
        var setting = limit.At(bench.Plan.Period);
        if (setting is Limit.OfMetric && (OtherReading(bench, metric, setting) is not var (other, reading) || !attributes.TryAdd(other, reading))) return null;
        var (number, figure) = setting switch
        {
            Limit.Fixed known => (known.Value, null),
            Limit.OfMetric own => (own.Share * Middle(bench.Policy.Metrics[bench.Policy.SlotOf(own.Metric)]), null),
            Limit.PartOf part => (part.Share * shown + part.Plus, FigureOf(part.Peers)),
            _ => (shown, FigureOf(setting)),
        };
        if (figure is null && setting is not (Limit.Fixed or Limit.OfMetric) || decimal.Round(number, metric.Decimals) != number || metric.Codec.ToUnits(number) is not { } units) return null;
        List<string> names = [.. limit is Limit.Dated ? [$"from {bench.Plan.Period}"] : Array.Empty<string>(), .. where.Select(pair => $"{pair.Key} {pair.Value}")];
        return new BoundaryCase(string.Join(", ", names), number, units, attributes, figure is null ? [] : [new PeerFigure(metric.Name, figure, shown)]);

        bool IsUsual(string attribute, string value) => !test.Limit.Overrides.SelectMany(exception => exception.Where).Any(pair => pair.Key == attribute && pair.Value == value);
    }

    /// <summary>A reading of the metric that a limit is a share of; null where it, or what is compared with it, is computed from others as the store is judged.</summary>
    private static (string Metric, string Reading)? OtherReading(Bench bench, Metric metric, Limit limit) =>
        limit is Limit.OfMetric own && bench.Policy.Metrics[bench.Policy.SlotOf(own.Metric)] is { IsGiven: true } other && other != metric && !metric.IsCut
            ? (other.Name, other.Codec.Write(other.Codec.ToUnits(Middle(other))!.Value)) // never null: it is a number that a reading can be
            : null;

    private static string? FigureOf(Limit limit) => limit switch
    {
        Limit.PeerMean => "mean",
        Limit.PeerPercentile percentile => "p" + percentile.Percent.ToString(CultureInfo.InvariantCulture),
        Limit.PeerRank rank => string.Create(CultureInfo.InvariantCulture, $"{Bench.Rank}{rank.Place}"),
        _ => null,
    };

    /// <summary>A number that a reading can be, with room on either side.</summary>
    private static decimal Middle(Metric metric)
    {
        const decimal Usual = 100;
        var most = metric.Maximum is { } maximum && maximum < 2 * Usual ? maximum : 2 * Usual;
        return decimal.Round(((metric.Minimum is { } least && least > 0 ? least : 0) + most) / 2, metric.Decimals);
    }
}
