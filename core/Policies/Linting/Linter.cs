using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Linting;

/// <summary>Looks over a policy that reads without mistakes. Findings come by line.</summary>
public static class Linter
{
    public static IReadOnlyList<LintFinding> Findings(PolicyReading reading) => Findings(reading, null);

    /// <param name="beside">The documents beside it, which have the programmes that it reads; null where nobody knows any.</param>
    /// <param name="supply">What was last supplied to the programme; null where nobody looked.</param>
    public static IReadOnlyList<LintFinding> Findings(PolicyReading reading, IReadOnlyList<PolicyReading>? beside, Supply? supply = null)
    {
        if (reading.Policy is not { } policy)
            return [.. reading.Mistakes.Select(mistake => new LintFinding(mistake.File, mistake.Line, Severity.Error, mistake.Path, $"found {mistake.Found}, expected {mistake.Expected}"))];
        var places = new Places(reading.Text);
        return [.. Ladder(policy).Concat(Bands(policy)).Concat(OverrideLint.Findings(policy, AllTests(policy))).Concat(Missing(policy)).Concat(Unused(policy, reading))
            .Concat(NoticeLint.Findings(policy, reading.Text)).Concat(CaseLint.Findings(policy)).Concat(Tests(policy, reading)).Concat(supply is null ? [] : SupplyLint.Findings(policy, supply))
            .Select(found => new LintFinding(reading.File, places.LineOf(found.Where), found.Severity, found.Where, found.Why))
            .Concat(beside is null ? [] : LinkLint.Findings(reading, beside).Concat(EarlierLint.Findings(policy, beside).Select(found => new LintFinding(reading.File, places.LineOf(found.Where), found.Severity, found.Where, found.Why))))
            .OrderBy(finding => finding.Line).ThenBy(finding => finding.Where, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Where, Severity Severity, string Why)> Ladder(Policy policy)
    {
        for (var i = 0; i < policy.Tiers.Count; i++)
        {
            var tier = policy.Tiers[i];
            if (Asked(tier.Requires).All(test => test.IsAdvisory))
                yield return ($"tiers.{tier.Name}", Severity.Error, "all it asks is advice, so it can be neither earned nor missed");
            foreach (var (first, second) in Contradictions(tier))
                yield return ($"tiers.{tier.Name}.{first.Id}", Severity.Error, $"cannot hold together with '{second.Id}' of the same metric, so nobody can earn the tier");
            for (var lower = i + 1; lower < policy.Tiers.Count; lower++)
            {
                if (Implies(policy.Tiers[lower], tier))
                    yield return ($"tiers.{policy.Tiers[lower].Name}", Severity.Error, $"unreachable: whoever meets it meets '{tier.Name}' above it as well");
                foreach (var (strict, loose) in Looser(policy, tier, policy.Tiers[lower]))
                    yield return ($"tiers.{tier.Name}.{loose.Id}", Severity.Warning, $"asks less than '{strict.Id}' of the lower tier '{policy.Tiers[lower].Name}', so a store may rise without meeting that");
            }
        }
    }

    /// <summary>Whether everything that a higher tier asks is asked, as it stands, of a lower one.</summary>
    private static bool Implies(Tier lower, Tier higher)
    {
        if (lower.Requires is not Requirement.All all || higher.Requires is not Requirement.All above) return false;
        return above.Of.All(asked => asked is Requirement.Check check && all.Of.Any(part => part is Requirement.Check other && IsAsStrict(other.Test, check.Test)));
    }

    private static IEnumerable<(Test Strict, Test Loose)> Looser(Policy policy, Tier higher, Tier lower) =>
        from loose in Every(higher.Requires)
        from strict in Every(lower.Requires)
        where loose.Id == strict.Id && loose.Metric == strict.Metric && !loose.IsAdvisory && loose.Limit.Overrides.Count + strict.Limit.Overrides.Count == 0
            && IsAsStrict(strict, loose) && !IsAsStrict(loose, strict) && policy.Metrics[policy.SlotOf(loose.Metric)].IsNumber
        select (strict, loose);

    /// <summary>Whether meeting one test means meeting the other, as far as the policy alone tells.</summary>
    private static bool IsAsStrict(Test strict, Test loose)
    {
        if (strict.Metric != loose.Metric || strict.Shield != loose.Shield || strict.Given != loose.Given || strict.When != loose.When || strict.AskedOf != loose.AskedOf
            || strict.Limit.Overrides.Count > 0 || loose.Limit.Overrides.Count > 0)
            return false;
        if (strict.Limit.Default is Limit.Names own && loose.Limit.Default is Limit.Names others) return strict.Comparison == loose.Comparison && own.Equals(others);
        if (Compared(strict.Limit.Default, loose.Limit.Default) is not var (mine, its)) return false;
        return (strict.Comparison, loose.Comparison) switch
        {
            (Comparison.AtLeast, Comparison.AtLeast) or (Comparison.Above, Comparison.Above) or (Comparison.Above, Comparison.AtLeast) => mine >= its,
            (Comparison.AtMost, Comparison.AtMost) or (Comparison.Below, Comparison.Below) or (Comparison.Below, Comparison.AtMost) => mine <= its,
            (Comparison.AtLeast, Comparison.Above) => mine > its,
            (Comparison.AtMost, Comparison.Below) => mine < its,
            (Comparison.Is, Comparison.Is) => mine == its,
            _ => false,
        };
    }

    /// <summary>Two limits of a kind as numbers that stand as the limits do; null where only the readings would tell.</summary>
    private static (decimal Mine, decimal Its)? Compared(Limit mine, Limit its) => (mine, its) switch
    {
        (Limit.Fixed first, Limit.Fixed second) => (first.Value, second.Value),
        // Whatever peers show, a higher percentile is no lower reading.
        (Limit.PeerPercentile first, Limit.PeerPercentile second) => (first.Percent, second.Percent),
        // The smaller place is the better reading: higher up where places are counted from the top, lower where they are not.
        (Limit.PeerRank first, Limit.PeerRank second) when first.FromTop == second.FromTop => first.FromTop ? (second.Place, first.Place) : (first.Place, second.Place),
        (Limit.PartOf first, Limit.PartOf second) when (first.Peers, first.Plus, first.OfMarket) == (second.Peers, second.Plus, second.OfMarket) => (first.Share, second.Share),
        (Limit.PartOf first, Limit.PartOf second) when (first.Peers, first.Share, first.OfMarket) == (second.Peers, second.Share, second.OfMarket) => (first.Plus, second.Plus),
        (Limit.OfMetric first, Limit.OfMetric second) when first.Metric == second.Metric => (first.Share, second.Share),
        (Limit.PeerMean, Limit.PeerMean) => (0, 0),
        _ => null,
    };

    private static IEnumerable<(Test First, Test Second)> Contradictions(Tier tier)
    {
        var asked = tier.Requires is Requirement.All all ? all.Of.OfType<Requirement.Check>().Select(check => check.Test).ToList() : [];
        return
            from least in asked
            from most in asked
            where least.Metric == most.Metric && least.Comparison is Comparison.AtLeast or Comparison.Above && most.Comparison is Comparison.AtMost or Comparison.Below
                && least.Limit is { Default: Limit.Fixed, Overrides.Count: 0 } && most.Limit is { Default: Limit.Fixed, Overrides.Count: 0 }
                && least.When is null && most.When is null && least.AskedOf is null && most.AskedOf is null
            let low = ((Limit.Fixed)least.Limit.Default).Value
            let high = ((Limit.Fixed)most.Limit.Default).Value
            where low > high || low == high && (least.Comparison is Comparison.Above || most.Comparison is Comparison.Below)
            select (least, most);
    }

    private static IEnumerable<(string Where, Severity Severity, string Why)> Bands(Policy policy)
    {
        foreach (var metric in policy.Metrics)
        {
            if (metric.Derivation is not Derivation.Banded banded) continue;
            var of = policy.Metrics[policy.SlotOf(banded.Of)];
            var coverage = new BandCoverage(banded.Bands, of.Minimum, of.Maximum);
            foreach (var band in coverage.Hidden)
                yield return ($"metrics.{metric.Name}.bands", Severity.Error, $"the band '{band.Value}' never counts: earlier ones take all its readings");
            if (coverage.Gap is { } gap)
                yield return ($"metrics.{metric.Name}.bands", Severity.Warning, $"no band holds readings of {of.Name} {gap}: {metric.Name} is missing there");
        }
    }

    private static IEnumerable<(string Where, Severity Severity, string Why)> Missing(Policy policy)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, test) in AllTests(policy))
        {
            var metric = policy.Metrics[policy.SlotOf(test.Metric)];
            if (test.WhenMissing is Verdict.NotEvaluable && CanBeMissing(policy, metric) && said.Add(test.Metric))
                yield return ($"{place}.{test.Id}", Severity.Info, $"{test.Metric} may be missing and nothing says what that means: the requirement is then not evaluable");
        }
    }

    private static bool CanBeMissing(Policy policy, Metric metric) => metric.Derivation switch
    {
        null => !metric.Required && metric.WhenMissing is null,
        Derivation.Ratio or Derivation.Growth or Derivation.OfCase => true,
        Derivation.First { Default: not null } => false,
        Derivation.OfProgramme => true,
        var derivation => derivation.Parts.Any(part => CanBeMissing(policy, policy.Metrics[policy.SlotOf(part)])),
    };

    private static IEnumerable<(string Where, Severity Severity, string Why)> Unused(Policy policy, PolicyReading reading)
    {
        var used = AllTests(policy).SelectMany(one => one.Test.Looks).ToHashSet(StringComparer.Ordinal);
        used.UnionWith(policy.Entitlements.Select(entitlement => entitlement.Worth?.Of?.Name).OfType<string>());
        foreach (var metric in policy.Metrics.Reverse().Where(metric => used.Contains(metric.Name) && metric.Derivation is not null)) used.UnionWith(metric.Derivation!.Needs); // never null: filtered
        if (policy.Peers.By is { } by) used.Add(by);
        if (policy.HeldBefore is { } held) used.Add(held);
        if (policy.HeldSince is { } since) used.Add(since);
        foreach (var metric in policy.Metrics.Where(metric => metric.Kind is not MetricKind.Text && !metric.IsBareNumber && !used.Contains(metric.Name)))
            yield return ($"metrics.{metric.Name}", Severity.Info, "nothing asks for it");

        var standards = AllTests(policy).Select(one => one.Test.Limit.Standard).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var standard in Places.NamesUnder(reading.Text, "standards").Where(name => !standards.Contains(name)))
            yield return ($"standards.{standard}", Severity.Warning, "no requirement meets it");
        foreach (var ladder in Places.NamesUnder(reading.Text, "ladders").Where(name => !reading.Text.Contains($"of: {name}", StringComparison.Ordinal)))
            yield return ($"ladders.{ladder}", Severity.Info, "no requirement asks for one of its tiers");
    }

    private static IEnumerable<(string Where, Severity Severity, string Why)> Tests(Policy policy, PolicyReading reading)
    {
        if (reading.Tests.Count == 0)
        {
            yield return ("tests", Severity.Info, "no test rows: nothing proves that it does what was meant");
            yield break;
        }
        foreach (var tier in policy.Ladder.Where(tier => reading.Tests.All(test => test.Tier != tier.Name)))
            yield return ("tests", Severity.Info, $"no row expects the tier '{tier.Name}'");
    }

    /// <summary>What is asked whatever else is met: no part of an alternative, nor the opposite of anything.</summary>
    private static IEnumerable<Test> Every(Requirement requirement) => requirement switch
    {
        Requirement.All all => all.Of.SelectMany(Every),
        Requirement.Check check => [check.Test],
        _ => [],
    };

    private static IEnumerable<Test> Asked(Requirement requirement) => requirement.Tests;

    private static IEnumerable<(string Place, Test Test)> AllTests(Policy policy) =>
    [
        .. In("population", policy.Population),
        .. policy.NotAssessed.SelectMany(rule => In("notAssessed", rule.When)),
        .. policy.Bars.SelectMany(bar => In("bars", bar.When)),
        .. policy.Ladders.SelectMany(ladder => ladder.Tiers.SelectMany(tier => In($"ladders.{ladder.Name}", tier.Requires))),
        .. policy.Tiers.SelectMany(tier => In($"tiers.{tier.Name}", tier.Requires)),
        .. policy.Below.SelectMany(tier => In($"below.{tier.Name}", tier.Requires)),
        .. (policy.Movement?.Cancellations ?? []).SelectMany(cancellation => In($"movement.cancellation.{cancellation.Id}", cancellation.When)),
        .. In("cases.opens", policy.Cases?.Opens),
        .. policy.Entitlements.SelectMany(entitlement => In($"entitlements.{entitlement.Id}", entitlement.While)),
    ];

    private static IEnumerable<(string Place, Test Test)> In(string place, Requirement? requirement) => requirement?.Tests.Select(test => (place, test)) ?? [];
}
