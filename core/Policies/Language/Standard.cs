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

/// <summary>What a standard sets: a number or step, a percentile of peers, or their mean.</summary>
internal abstract record Measure
{
    private Measure()
    {
    }

    /// <summary>A reading as it is written; it is read once the metric is known.</summary>
    public sealed record Value(Cursor Written) : Measure
    {
        // Two are the same if they say the same, wherever they stand.
        public bool Equals(Value? other) => other is not null && Written.Raw == other.Written.Raw;

        public override int GetHashCode() => Written.Raw?.GetHashCode(StringComparison.Ordinal) ?? 0;
    }

    /// <summary>From the worse end: the 90th is the 10th where lower is better.</summary>
    public sealed record Percentile(decimal Percent) : Measure;

    public sealed record Mean(bool Strictly) : Measure;

    public bool IsRelative => this is not Value;

    public Limit? LimitFor(Metric metric) => this switch
    {
        Value value => LiteralReader.Read(value.Written, metric),
        Percentile percentile => new Limit.PeerPercentile(metric.Better is Better.Higher ? percentile.Percent : 100 - percentile.Percent),
        Mean => new Limit.PeerMean(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public Comparison ComparisonFor(Metric metric) => (metric.Better, IsStrict) switch
    {
        (Better.Higher, false) => Comparison.AtLeast,
        (Better.Higher, true) => Comparison.Above,
        (Better.Lower, false) => Comparison.AtMost,
        _ => Comparison.Below,
    };

    public bool IsStrict => this is Mean { Strictly: true };
}
