using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Entitlements;

/// <summary>An entitlement of a store's tier, given or withheld.</summary>
/// <param name="From">The first day it is given; null where it is withheld.</param>
/// <param name="Until">The first day it is no longer given; null where it lasts as long as the tier.</param>
/// <param name="Withheld">Why it is not given; null where it is.</param>
public sealed record Grant(Entitlement Entitlement, DateOnly? From, DateOnly? Until, string? Withheld)
{
    public bool IsGiven => Withheld is null;

    /// <summary>The entitlements of the tier that a store holds after a period, in the order of the policy.</summary>
    public static IReadOnlyList<Grant> For(Plan plan, Standing standing, Period period, ReadOnlySpan<Verdict> verdicts)
    {
        var grants = new List<Grant>();
        for (var i = 0; i < plan.Policy.Entitlements.Count; i++)
        {
            var entitlement = plan.Policy.Entitlements[i];
            if (standing.Tier.Grants.Contains(entitlement.Id, StringComparer.Ordinal))
                grants.Add(Of(entitlement, standing, period, plan.OfEntitlement(i, verdicts)));
        }
        return grants;
    }

    private static Grant Of(Entitlement entitlement, Standing standing, Period period, Verdict terms)
    {
        if (terms is Verdict.Missed) return new Grant(entitlement, null, null, "its terms are not met");
        if (terms is Verdict.NotEvaluable) return new Grant(entitlement, null, null, "its terms cannot be evaluated: a reading is missing");
        if (entitlement.NewHoldersOnly && !standing.IsNewHolder) return new Grant(entitlement, null, null, "it is for stores that rose to the tier");
        if (entitlement.Months is not { } months) return new Grant(entitlement, period.EffectiveDay, null, null);
        if (standing.Since is not { } since) return new Grant(entitlement, null, null, "it is not known since when the tier has been held");

        // Calendar months, by the one rule "start plus months is not after the day": 31 August and 6 months is 28 February.
        var until = since.AddMonths(months);
        return until <= period.EffectiveDay
            ? new Grant(entitlement, null, null, $"it ended on {until:yyyy-MM-dd}")
            : new Grant(entitlement, period.EffectiveDay, until, null);
    }
}
