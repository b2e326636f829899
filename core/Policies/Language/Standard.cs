using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>A named limit. What it comes to depends on the metric that is to meet it: which way is better, and its kind.</summary>
internal sealed record Standard(string Name, Measure Default, IReadOnlyList<StandardOverride> Overrides)
{
    /// <summary>The comparison and limit for a metric; null after noting a mistake.</summary>
    public (Comparison Comparison, LimitRule Limit)? For(Metric metric)
    {
        if (Default.LimitFor(metric) is not { } limit) return null;
        var overrides = new List<LimitOverride>();
        foreach (var exception in Overrides)
        {
            if (exception.Measure.LimitFor(metric) is not { } exceptional) return null;
            overrides.Add(new LimitOverride(exception.Where, exceptional));
        }
        return (Default.ComparisonFor(metric), new LimitRule(limit, overrides, Name));
    }
}

/// <summary>Another measure for stores of these attributes.</summary>
internal sealed record StandardOverride(IReadOnlyList<KeyValuePair<string, string>> Where, Measure Measure, Cursor At)
{
    /// <summary>Whether some store can have the attributes of both.</summary>
    public bool Overlaps(StandardOverride other) => Where.All(mine => other.Where.All(its => its.Key != mine.Key || its.Value == mine.Value));

    public bool Covers(IEnumerable<KeyValuePair<string, string>> attributes) => attributes.All(Where.Contains);
}

/// <summary>What is made of a limit that peers set.</summary>
internal sealed record Scale(decimal Times, decimal Plus, bool OfMarket)
{
    public Limit Of(Limit limit) => (Times, Plus, OfMarket) == (1, 0, false) ? limit : new Limit.PartOf(Times, limit, Plus, OfMarket);
}

/// <summary>What a standard sets: a number or step, a percentile of peers, a place among them, their mean, a share of their leader, or one of these after another.</summary>
/// <param name="Strictly">Whether the limit must be passed rather than reached.</param>
internal abstract record Measure(bool Strictly)
{
    /// <summary>A reading as it is written; it is read once the metric is known.</summary>
    public sealed record Value(Cursor Written, Declared<Metric> Metrics, bool Strictly) : Measure(Strictly)
    {
        // Two are the same if they say the same, wherever they stand.
        public bool Equals(Value? other) => other is not null && Written.Raw == other.Written.Raw && Strictly == other.Strictly;

        public override int GetHashCode() => Written.Raw?.GetHashCode(StringComparison.Ordinal) ?? 0;
    }

    /// <summary>From the worse end: the 90th is the 10th where lower is better.</summary>
    public sealed record Percentile(decimal Percent, Scale Scale, bool Strictly) : Measure(Strictly);

    /// <summary>From the best reading on.</summary>
    public sealed record Rank(int Place, Scale Scale, bool Strictly) : Measure(Strictly);

    public sealed record Mean(Scale Scale, bool Strictly) : Measure(Strictly);

    /// <param name="Entries">In the order of their periods.</param>
    public sealed record Dated(IReadOnlyList<(Period From, Measure Measure)> Entries, bool Strictly) : Measure(Strictly)
    {
        public bool Equals(Dated? other) => other is not null && Entries.SequenceEqual(other.Entries);

        public override int GetHashCode() => Entries.Count;
    }

    public bool IsRelative => this is Percentile or Rank or Mean || this is Dated dated && dated.Entries.Any(entry => entry.Measure.IsRelative);

    public Limit? LimitFor(Metric metric) => this switch
    {
        Value value => LimitReader.Read(value.Written, metric, value.Metrics),
        Percentile percentile => percentile.Scale.Of(new Limit.PeerPercentile(metric.Better is Better.Higher ? percentile.Percent : 100 - percentile.Percent)),
        Rank rank => rank.Scale.Of(new Limit.PeerRank(rank.Place, metric.Better is Better.Higher)),
        Mean mean => mean.Scale.Of(new Limit.PeerMean()),
        Dated dated => Resolved(dated, metric),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public Comparison ComparisonFor(Metric metric) => (metric.Better, Strictly) switch
    {
        (Better.Higher, false) => Comparison.AtLeast,
        (Better.Higher, true) => Comparison.Above,
        (Better.Lower, false) => Comparison.AtMost,
        _ => Comparison.Below,
    };

    private static Limit.Dated? Resolved(Dated dated, Metric metric)
    {
        var entries = dated.Entries.Select(entry => (entry.From, Limit: entry.Measure.LimitFor(metric))).ToList();
        // A null is the mistake that has been noted.
        return entries.Exists(entry => entry.Limit is null) ? null : new Limit.Dated([.. entries.Select(entry => new DatedLimit(entry.From, entry.Limit!))]);
    }
}
