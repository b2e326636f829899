using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;

namespace TierFunctions.Policies.Testing;

/// <summary>A row of a policy's own tests: a store and what is expected of it.</summary>
/// <param name="Line">Where it stands in the document.</param>
/// <param name="Readings">By metric, as the metric's codec reads them; what is not said is missing.</param>
/// <param name="Peers">What the store's peers showed.</param>
/// <param name="Before">The tier that the store held before; null for none.</param>
/// <param name="Period">The period to judge; null for the first that the policy judges.</param>
/// <param name="Tier">The tier expected; null where it is the status that counts.</param>
/// <param name="Because">The ids that must decide, all of them and no other; null where the row does not say.</param>
/// <param name="Ladders">The tiers expected of other ladders.</param>
public sealed record PolicyTest(
    string Name, int Line, IReadOnlyDictionary<string, string> Readings, IReadOnlyList<PeerFigure> Peers, string? Before, Period? Period,
    Status Status, string? Tier, IReadOnlyList<string>? Because, IReadOnlyDictionary<string, string> Ladders)
{
    /// <summary>The document that it stands in, where that lies beside the policy; null where it is the policy's own.</summary>
    public string? File { get; init; }

    /// <summary>Since when it held that tier; null where the row does not say.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>What the rules of movement had counted by then.</summary>
    public Carried Carried { get; init; } = Carried.Nothing;

    /// <summary>The tier that the readings alone must give; null where the row does not say.</summary>
    public string? Earned { get; init; }

    /// <summary>The rule that must make the standing another; null where the row does not say.</summary>
    public MovedBy? By { get; init; }

    internal Standing? Standing(Domain.Programmes.Policy policy) =>
        Before is { } held && policy.FindTier(held) is { } tier ? new Standing(tier, Since, null) { Carried = Carried } : null;
}

/// <summary>What peers showed on a metric.</summary>
/// <param name="Figure"><c>mean</c>, <c>median</c>, <c>leader</c>, a percentile of their readings such as <c>p90</c>, the reading at a place such as <c>rank-100</c>, or the name of a standard that is one of these.</param>
public sealed record PeerFigure(string Metric, string Figure, decimal Value);

/// <summary>What became of a test row.</summary>
/// <param name="Differences">What is otherwise than expected, in words; empty where the row passes.</param>
public sealed record PolicyTestResult(PolicyTest Test, Status Status, string Tier, IReadOnlyList<string> Because, IReadOnlyList<string> Differences)
{
    public bool Passes => Differences.Count == 0;
}
