namespace TierFunctions.Domain.Cases;

/// <summary>What a store's case says when a period is judged.</summary>
public sealed record CaseResult(string Store, string State, IReadOnlyDictionary<string, decimal> Scores)
{
    /// <summary>The names under which a metric asks for the state and for the mean of all scores.</summary>
    public const string OfState = "state";

    public const string OfMean = "mean";

    /// <summary>The mean of the scores; null until every strength is scored.</summary>
    public decimal? Mean(CaseProcedure procedure) =>
        procedure.Strengths.Count > 0 && procedure.Strengths.All(strength => Scores.ContainsKey(strength.Name)) ? procedure.Strengths.Average(strength => Scores[strength.Name]) : null;

    /// <summary>The results of a log as it stood at a moment, ordered by store: a later case of a store takes the place of an earlier one.</summary>
    public static IReadOnlyList<CaseResult> AsOf(IEnumerable<CaseEntry> entries, DateTimeOffset moment) =>
        [.. Case.Latest(entries.Where(entry => entry.At < moment)).Values.Select(one => new CaseResult(one.Store, one.State, one.Scores)).OrderBy(result => result.Store, StringComparer.Ordinal)];
}
