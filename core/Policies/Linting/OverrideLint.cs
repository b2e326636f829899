using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Linting;

/// <summary>Exceptions to limits that never apply: the stores they are for are not asked, or not judged, or have that limit anyway.</summary>
internal static class OverrideLint
{
    public static IEnumerable<(string Where, Severity Severity, string Why)> Findings(Policy policy, IEnumerable<(string Place, Test Test)> tests)
    {
        // A standard that several requirements meet has its exceptions for all of them: one that applies to one is of use.
        foreach (var limits in tests.Where(one => one.Test.Limit.Overrides.Count > 0).GroupBy(one => one.Test.Limit.Standard ?? $"{one.Place}.{one.Test.Id}"))
        {
            var place = limits.First().Test.Limit.Standard is { } standard ? $"standards.{standard}" : limits.Key;
            foreach (var exception in limits.First().Test.Limit.Overrides)
            {
                var said = string.Join(", ", exception.Where.Select(pair => $"{pair.Key} {pair.Value}"));
                if (limits.All(one => Outside(exception, one.Test.AskedOf)))
                    yield return (place, Severity.Warning, $"the exception for {said} never applies: the requirement is not asked of these stores");
                else if (policy.Population is { } population && exception.Where.Any(pair => Excludes(population, pair)))
                    yield return (place, Severity.Warning, $"the exception for {said} never applies: these stores are not in the population");
                else if (limits.All(one => Changes(one.Test.Limit, exception) is false))
                    yield return (place, Severity.Warning, $"the exception for {said} changes nothing: its limit is the usual one");
            }
        }
    }

    private static bool Outside(LimitOverride exception, AskedOf? asked) =>
        asked is not null && exception.Where.Any(pair => pair.Key == asked.Attribute && !asked.Values.Contains(pair.Value, StringComparer.Ordinal));

    /// <summary>Whether everybody in the population has another value of the attribute.</summary>
    private static bool Excludes(Requirement requirement, KeyValuePair<string, string> pair) => requirement switch
    {
        Requirement.All all => all.Of.Any(part => Excludes(part, pair)),
        Requirement.Check { Test: { Comparison: Comparison.Is, When: null, AskedOf: null, IsAdvisory: false, Limit: { Default: Limit.Names names, Overrides.Count: 0 }, WhenMissing: not Verdict.Met } test } =>
            test.Metric == pair.Key && !names.Values.Contains(pair.Value, StringComparer.Ordinal),
        _ => false,
    };

    /// <summary>An exception from a less specific one may well come back to the usual limit.</summary>
    private static bool Changes(LimitRule rule, LimitOverride exception) =>
        exception.Limit != rule.Default || rule.Overrides.Any(other => other.Where.Count < exception.Where.Count && other.Where.All(exception.Where.Contains));
}
