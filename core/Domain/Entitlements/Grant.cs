using System.Diagnostics;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Entitlements;

/// <summary>An entitlement of a store's tier, given or withheld.</summary>
/// <param name="From">The first day it is given; null where it is withheld.</param>
/// <param name="Until">The first day it is no longer given; null where it lasts as long as the tier.</param>
/// <param name="Because">Why it is not given; null where it is.</param>
public sealed record Grant(Entitlement Entitlement, DateOnly? From, DateOnly? Until, Withholding? Because)
{
    public bool IsGiven => Because is null;

    /// <summary>What it comes to for the store, in units of what it is a number of and never more than its share; null where that is not said or cannot be told.</summary>
    public decimal? Comes { get; private init; }

    /// <summary>The first day on which it was no longer given, where its time is over.</summary>
    public DateOnly? EndedOn { get; private init; }

    /// <summary>Why it is not given, as a clause; null where it is.</summary>
    public string? Withheld => Because switch
    {
        null => null,
        Withholding.TermsMissed => "its terms are not met",
        Withholding.TermsNotEvaluable => "its terms cannot be evaluated: a reading is missing",
        Withholding.NotNewHolder => "it is for stores that rose to the tier",
        Withholding.SinceUnknown => "it is not known since when the tier has been held",
        Withholding.Ended => $"it ended on {EndedOn:yyyy-MM-dd}",
        _ => throw new UnreachableException(),
    };

    /// <summary>The entitlements of the tier that a store holds after a period, in the order of the policy.</summary>
    /// <param name="row">The store's complete row, which says what they come to; empty where nobody asks.</param>
    public static IReadOnlyList<Grant> For(Plan plan, Standing standing, Period period, ReadOnlySpan<Verdict> verdicts, ReadOnlySpan<long> row = default)
    {
        var grants = new List<Grant>();
        for (var i = 0; i < plan.Policy.Entitlements.Count; i++)
        {
            var entitlement = plan.Policy.Entitlements[i];
            if (standing.Tier.Grants.Contains(entitlement.Id, StringComparer.Ordinal))
                grants.Add(Of(entitlement, standing, period, plan.OfEntitlement(i, verdicts)) with { Comes = entitlement.Worth is { } worth ? ComesTo(worth, plan, row) : null });
        }
        return grants;
    }

    // Cut to the decimal places of what it is a share of: nobody is given a part of a cent.
    private static decimal? ComesTo(Worth worth, Plan plan, ReadOnlySpan<long> row)
    {
        if (worth.Of is not { } metric) return worth.Number;
        if (row.IsEmpty || plan.FormulaOf(metric.Name).Of(row) is not { } whole) return null;
        var perOne = metric.UnitsPerOne / (metric.IsCut ? 2 : 1);
        return (whole * Exact.Of(worth.Number)).InUnits(perOne) is { } share ? (decimal)share.Floor() / perOne : null;
    }

    private static Grant Of(Entitlement entitlement, Standing standing, Period period, Verdict terms)
    {
        if (terms is Verdict.Missed) return new Grant(entitlement, null, null, Withholding.TermsMissed);
        if (terms is Verdict.NotEvaluable) return new Grant(entitlement, null, null, Withholding.TermsNotEvaluable);
        if (entitlement.NewHoldersOnly && !standing.IsNewHolder) return new Grant(entitlement, null, null, Withholding.NotNewHolder);
        if (!entitlement.Ends) return new Grant(entitlement, period.EffectiveDay, null, null);
        if (standing.Since is not { } since) return new Grant(entitlement, null, null, Withholding.SinceUnknown);

        var until = entitlement.EndOf(since)!.Value; // never null: it ends
        return until <= period.EffectiveDay
            ? new Grant(entitlement, null, null, Withholding.Ended) { EndedOn = until }
            : new Grant(entitlement, period.EffectiveDay, until, null);
    }
}

/// <summary>Why an entitlement of a store's tier is not given to it.</summary>
public enum Withholding
{
    TermsMissed,

    /// <summary>A reading that its terms look at is missing.</summary>
    TermsNotEvaluable,

    /// <summary>It is for stores that rose to the tier.</summary>
    NotNewHolder,

    /// <summary>It is given for a time from a day that is not known.</summary>
    SinceUnknown,

    /// <summary>The time for which it is given is over.</summary>
    Ended,
}
