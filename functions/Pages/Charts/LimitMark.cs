using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Charts;

/// <summary>A limit that a benchmark sets for the stores of a group on one metric.</summary>
/// <param name="Value">As a number of the metric.</param>
/// <param name="IsOfMarket">Whether the whole marketplace stands in for a group that is too small.</param>
/// <param name="Asked">Whose limit it is, by the titles of tiers and entitlements, the highest tier first.</param>
/// <param name="Tier">The highest tier that asks for it; null where only a bar or an entitlement does.</param>
public sealed record LimitMark(Limit Limit, decimal Value, bool IsOfMarket, IReadOnlyList<string> Asked, Tier? Tier)
{
    /// <summary>The limits in force for a group, from the lowest up. Overrides for other attributes than the group are shown beside the default.</summary>
    public static IReadOnlyList<LimitMark> For(string group, Metric metric, Policy policy, BenchmarkSet benchmarks) =>
    [
        .. Askers(policy)
            .SelectMany(asker => asker.Requirement.Tests
                .Where(test => string.Equals(test.Metric, metric.Name, StringComparison.Ordinal))
                .SelectMany(test => LimitsOf(test, group, policy.Peers.By))
                .Where(limit => limit.IsRelative)
                .Select(limit => (Limit: limit, asker.Title, asker.Tier)))
            .GroupBy(asked => asked.Limit)
            .Select(asked => (asked.Key, Found: benchmarks.Find(group, metric.Name, asked.Key), Askers: asked.ToList()))
            .Where(asked => asked.Found is not null)
            .Select(asked => new LimitMark(
                asked.Key,
                Figures.ToNumber(metric, asked.Found!.Value.Value), // never null: filtered one line above
                asked.Found.Value.Group == BenchmarkSet.Market && group != BenchmarkSet.Market,
                [.. asked.Askers.Select(asker => asker.Title).Distinct(StringComparer.Ordinal)],
                asked.Askers.Select(asker => asker.Tier).FirstOrDefault(tier => tier is not null)))
            .OrderBy(mark => mark.Value)
    ];

    private static IEnumerable<(Requirement Requirement, string Title, Tier? Tier)> Askers(Policy policy) =>
    [
        .. policy.Tiers.Select(tier => (tier.Requires, Phrases.Of(tier.Title), (Tier?)tier)),
        .. policy.Bars.Select(bar => (bar.When, Phrases.Of(bar.Title), (Tier?)null)),
        .. policy.Entitlements.Where(entitlement => entitlement.While is not null)
            .Select(entitlement => (entitlement.While!, Phrases.Of(entitlement.Title), (Tier?)null)), // never null: filtered one line above
    ];

    private static IEnumerable<Limit> LimitsOf(Test test, string group, string? by)
    {
        var fitting = test.Limit.Overrides
            .Where(exception => exception.Where.All(where => where.Key != by || string.Equals(where.Value, group, StringComparison.Ordinal)))
            .ToList();
        var ofGroup = fitting.FirstOrDefault(exception => exception.Where is [var only] && only.Key == by);
        return fitting.Where(exception => exception != ofGroup).Select(exception => exception.Limit).Prepend(ofGroup?.Limit ?? test.Limit.Default);
    }
}
