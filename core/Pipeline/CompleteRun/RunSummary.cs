using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Revisions;

namespace TierFunctions.Pipeline.CompleteRun;

/// <summary>What a completed run comes to.</summary>
public sealed record RunSummary
{
    public required long Evaluated { get; init; }

    public required long NotEvaluable { get; init; }

    public required long Failed { get; init; }

    /// <summary>Stores without a row that held a tier or were told of one by the revision before: they are among those not evaluable, and not among the accepted rows.</summary>
    public required long Absent { get; init; }

    /// <summary>Stores by tier from the highest down, then those without a tier that are not eligible, not assessed, not evaluable or failed, where there are any.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Tiers { get; init; }

    /// <summary>Stores by movement: placed, promoted, held, demoted.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Movements { get; init; }

    /// <summary>Stores by the tier held before ("-" for nothing) and the tier held now.</summary>
    public required IReadOnlyList<Move> Moves { get; init; }

    /// <summary>Stores by tier per industry, ordered by industry; the tiers in the order of the ladder.</summary>
    public required IReadOnlyList<IndustryTiers> Industries { get; init; }

    /// <summary>What became of each test, in the order of the policy.</summary>
    public required IReadOnlyList<TestSummary> Tests { get; init; }

    /// <summary>How many notices the outcomes owe, counted as they were judged.</summary>
    public required long NoticesOwed { get; init; }

    /// <summary>Notices by state.</summary>
    public required IReadOnlyDictionary<NoticeState, long> Notices { get; init; }

    /// <summary>What its text messages will take at the most, as it looked when the run completed; null where there are none, or too many to write for that.</summary>
    public SmsCosts? Texts { get; init; }

    /// <summary>What a revision makes different from the run it supersedes; null for a first assessment.</summary>
    public RevisionSummary? Revision { get; init; }

    /// <summary>SHA-256 of all outcomes; see <see cref="EvaluateStores.OutcomesHash"/>.</summary>
    public required string OutcomesSha256 { get; init; }
}

public sealed record Move(string Before, string Now, long Stores);

public sealed record IndustryTiers(string Industry, IReadOnlyList<long> Stores);

/// <param name="Decided">The stores for which this test alone stood between them and the next tier.</param>
public sealed record TestSummary(string Id, string Metric, long Met, long Missed, long NotEvaluable, long NotConsidered, long Decided);
