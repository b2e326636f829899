using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>The supplied readings that may be changed to settle a test, and those that it is computed from.</summary>
internal static class Levers
{
    /// <summary>
    /// Of a share only what is above the line: "27 more on-time orders" of the orders there are, never more orders. Volume counts where
    /// the test asks for a least volume, and what a shield counts.
    /// </summary>
    public static IEnumerable<string> Of(Test test, Verdict wanted, Policy policy) =>
    [
        .. Of(test.Metric, policy),
        .. test.Shield is { } shield ? Of(shield.Metric, policy) : [],
        .. test.Given is { } given && given.Otherwise != wanted ? Of(given.Metric, policy) : [],
    ];

    /// <summary>The supplied readings that a metric is computed from, itself where it is supplied.</summary>
    public static IEnumerable<Metric> Sources(string metric, Policy policy) => policy.Metrics[policy.SlotOf(metric)] switch
    {
        { IsRead: false } computed => computed.Derivation!.Parts.SelectMany(part => Sources(part, policy)).Distinct(), // what is not read has one
        var supplied => [supplied],
    };

    /// <summary>The parts of the worst or best of several, those of its parts included, as long as all are read in the same units.</summary>
    public static IReadOnlyList<string> PartsOf(Metric metric, Policy policy)
    {
        if (metric.Derivation is not Derivation.Extreme extreme) return [];
        var parts = extreme.Of.SelectMany(part => Nested(policy.Metrics[policy.SlotOf(part)])).ToList();
        return parts.TrueForAll(part => policy.Metrics[policy.SlotOf(part)].UnitsPerOne == metric.UnitsPerOne) ? parts : [];

        IEnumerable<string> Nested(Metric part) =>
            part.Derivation is Derivation.Extreme inner && inner.Greatest == extreme.Greatest ? inner.Of.SelectMany(one => Nested(policy.Metrics[policy.SlotOf(one)])) : [part.Name];
    }

    /// <summary>Whether a store can move the metric itself: it thinks of its points, not of what a day came to, cannot answer for its case and cannot mend what is past.</summary>
    public static bool IsLever(Metric metric) => metric is { IsRead: true, Derivation: not Derivation.OfCase and not Derivation.OfProgramme { Source.Reading: not null } };

    public static IEnumerable<string> Of(string metric, Policy policy) => policy.Metrics[policy.SlotOf(metric)] switch
    {
        var own when IsLever(own) => [metric],
        var computed => Of(computed.Derivation!, policy), // what is no lever has one
    };

    private static IEnumerable<string> Of(Derivation derivation, Policy policy) => derivation switch
    {
        Derivation.Ratio ratio => Of(ratio.Of, policy),
        Derivation.Growth growth => Of(growth.Of, policy),
        Derivation.Choice choice => choice.Of.SelectMany(one => Of(one.Take, policy)),
        _ => derivation.Parts.SelectMany(part => Of(part, policy)),
    };
}
