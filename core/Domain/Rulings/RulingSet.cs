using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Rulings;

/// <summary>Exemptions and decisions, ordered by id.</summary>
public sealed record RulingSet(IReadOnlyList<Exemption> Exemptions, IReadOnlyList<OperatorDecision> Decisions)
{
    public static RulingSet None { get; } = new([], []);

    public bool IsEmpty => Exemptions.Count + Decisions.Count == 0;

    /// <summary>Those that can make a difference to a period's outcomes, without what the policy does not know: an exemption may be for several programmes.</summary>
    public RulingSet For(Policy policy, Period period) => new(
        [.. Exemptions.Where(exemption => exemption.Touches(policy, period)).Select(exemption => KnownTo(policy, exemption)).OfType<Exemption>().OrderBy(exemption => exemption.Id, StringComparer.Ordinal)],
        [.. Decisions.Where(decision => decision.Programme == policy.Programme && decision.Touches(period)).OrderBy(decision => decision.Id, StringComparer.Ordinal)]);

    /// <summary>What is in them that the policy does not know, in words.</summary>
    public IEnumerable<string> MistakesAgainst(Policy policy) => Exemptions.SelectMany(exemption => Mistakes(exemption, policy)).Concat(Decisions.SelectMany(decision => Mistakes(decision, policy)));

    private static Exemption? KnownTo(Policy policy, Exemption exemption)
    {
        if (exemption.Where.Any(where => Find(policy, where.Attribute) is not { IsNamed: true })) return null;
        var known = exemption with
        {
            Lifts = [.. exemption.Lifts.Where(id => !Mistakes(exemption with { Lifts = [id], Recomputes = [] }, policy).Any())],
            Recomputes = [.. exemption.Recomputes.Where(recomputed => !Mistakes(exemption with { Lifts = [], Recomputes = [recomputed] }, policy).Any())],
        };
        return known.Lifts.Count + known.Recomputes.Count > 0 ? known : null;
    }

    private static IEnumerable<string> Mistakes(Exemption exemption, Policy policy)
    {
        var ids = policy.Tiers.Concat(policy.Below).SelectMany(tier => tier.Requires.Tests).Concat(policy.Population?.Tests ?? []).Select(test => test.Id)
            .Concat(policy.Bars.Select(bar => bar.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var id in exemption.Lifts.Where(id => !ids.Contains(id)))
            yield return $"exemption {exemption.Id}: lifts '{id}', expected the id of a requirement or bar of {policy.Programme} {policy.Version}";
        foreach (var attribute in exemption.Where.Where(where => Find(policy, where.Attribute) is not { IsNamed: true }))
            yield return $"exemption {exemption.Id}: the attribute '{attribute.Attribute}', expected a category or level of {policy.Programme} {policy.Version}";
        foreach (var recomputed in exemption.Recomputes)
        {
            var metric = Find(policy, recomputed.Metric);
            if (metric is not { IsGiven: true })
                yield return $"exemption {exemption.Id}: recomputes '{recomputed.Metric}', expected a metric of {policy.Programme} {policy.Version} that is supplied, not computed: recompute what it is computed from";
            else if (recomputed.ReadFrom is { } source && (Find(policy, source) is not { IsGiven: true } other || !CanReadFor(other, metric)))
                yield return $"exemption {exemption.Id}: reads '{recomputed.Metric}' from '{source}', expected a supplied metric of the same kind, decimals and names";
            else if (recomputed.Value is { } value && (metric.IsNamed && metric.Values.Count == 0 || metric.Codec.TryRead(value, out _) is not ReadingFault.None))
                yield return $"exemption {exemption.Id}: reads '{recomputed.Metric}' as '{value}', expected a reading of it";
        }
    }

    private static IEnumerable<string> Mistakes(OperatorDecision decision, Policy policy) =>
        decision.Shuts.Concat(decision.Tier is { } tier ? [tier] : []).Where(name => policy.FindTier(name) is null)
            .Select(name => $"decision {decision.Id}: the tier '{name}', expected a tier of {policy.Programme} {policy.Version}");

    /// <summary>Whether a reading of one means the same as a reading of another. A name is kept as its place among the metric's names, which only the policy can make the same.</summary>
    private static bool CanReadFor(Metric one, Metric other) =>
        one.Kind == other.Kind && one.UnitsPerOne == other.UnitsPerOne && (!one.IsNamed || one.Values.Count > 0 && one.Values.SequenceEqual(other.Values, StringComparer.Ordinal));

    private static Metric? Find(Policy policy, string name) => policy.Metrics.FirstOrDefault(metric => metric.Name == name);
}
