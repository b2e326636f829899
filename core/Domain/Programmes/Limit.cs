using TierFunctions.Domain.Calendar;

namespace TierFunctions.Domain.Programmes;

/// <summary>What a reading is held against.</summary>
public abstract record Limit
{
    private Limit()
    {
    }

    /// <summary>A number written in the policy.</summary>
    public sealed record Fixed(decimal Value) : Limit;

    /// <summary>Names written in the policy: the step of a level, or the values of a category.</summary>
    public sealed record Names(IReadOnlyList<string> Values) : Limit
    {
        public bool Equals(Names? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

        public override int GetHashCode() => Values.Count == 0 ? 0 : StringComparer.Ordinal.GetHashCode(Values[0]);
    }

    /// <summary>The percentile of the store's peers, 0 to 100. What "90th" means for a metric where lower is better was settled when the policy was read.</summary>
    public sealed record PeerPercentile(decimal Percent) : Limit;

    /// <summary>The arithmetic mean of the store's peers.</summary>
    public sealed record PeerMean : Limit;

    /// <summary>The reading at a place among the store's peers: the thousandth best. Where there are fewer, their last one.</summary>
    /// <param name="Place">1 for the first.</param>
    /// <param name="FromTop">Whether places are counted from the highest reading down.</param>
    public sealed record PeerRank(int Place, bool FromTop) : Limit;

    /// <summary>A share of a limit that peers set: 80 % of the leader's reading, 1.2 times the median, the mean and 0.1 more.</summary>
    /// <param name="Plus">What is added to the share, in the unit of the metric.</param>
    /// <param name="OfMarket">Whether peers are the whole marketplace, whoever else stores are compared with.</param>
    public sealed record PartOf(decimal Share, Limit Peers, decimal Plus = 0, bool OfMarket = false) : Limit;

    /// <summary>A share of another reading of the same store, such as 90 % of its own sales a year ago. Where that is missing, so is the limit.</summary>
    public sealed record OfMetric(decimal Share, string Metric) : Limit;

    /// <summary>A limit that changes from a period on: the latest entry that has begun holds, and the first one before any has.</summary>
    /// <param name="Entries">In the order of their periods.</param>
    public sealed record Dated(IReadOnlyList<DatedLimit> Entries) : Limit
    {
        public bool Equals(Dated? other) => other is not null && Entries.SequenceEqual(other.Entries);

        public override int GetHashCode() => Entries.Count == 0 ? 0 : Entries[0].GetHashCode();
    }

    /// <summary>Whether the limit depends on the period's benchmarks.</summary>
    public bool IsRelative => this is PeerPercentile or PeerMean or PeerRank or PartOf || this is Dated dated && dated.Entries.Any(entry => entry.Limit.IsRelative);

    /// <summary>The limit of a period.</summary>
    public Limit At(Period period) =>
        this is Dated dated ? (dated.Entries.LastOrDefault(entry => entry.From <= period) ?? dated.Entries[0]).Limit : this;
}

/// <summary>What a limit is from a period on.</summary>
public sealed record DatedLimit(Period From, Limit Limit);

/// <summary>A limit for stores whose named attributes have the given values, such as industry = toys.</summary>
/// <param name="Where">Attribute and value; all must agree. More attributes make an override more specific.</param>
public sealed record LimitOverride(IReadOnlyList<KeyValuePair<string, string>> Where, Limit Limit);

/// <summary>A limit with its exceptions: the most specific override that fits a store wins, else the default.</summary>
/// <param name="Standard">The policy's name for it, where it has one ("excellent").</param>
public sealed record LimitRule(Limit Default, IReadOnlyList<LimitOverride> Overrides, string? Standard = null)
{
    public static LimitRule Of(Limit limit) => new(limit, []);

    /// <summary>The default, then that of every override.</summary>
    public IEnumerable<Limit> All => Overrides.Select(exception => exception.Limit).Prepend(Default);
}
