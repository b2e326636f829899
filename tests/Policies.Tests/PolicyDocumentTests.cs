using System.Globalization;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Tests;

public sealed class PolicyDocumentTests
{
    [Fact]
    public void ReadsEveryPartOfAPolicy()
    {
        var reading = Sample.Read();

        Assert.Empty(reading.Mistakes.Select(mistake => mistake.ToString()));
        var policy = reading.Policy!; // there is one where there are no mistakes
        Assert.Equal("sample 2026-07 from 2026-Q3", $"{policy.Programme} {policy.Version} from {policy.EffectiveFrom}");
        Assert.Equal("样本", policy.Title.In("zh"));
        Assert.Equal(90, policy.LookBackDays);
        Assert.Equal(new Peers("industry", 30, PercentileMethod.Type7), policy.Peers);
        Assert.Equal([("gold", 2), ("silver", 1), ("none", 0)], policy.Ladder.Select(tier => (tier.Name, tier.Rank)));
        Assert.Equal(["gold", "silver"], policy.Bars.Single().Shuts);
        Assert.Equal(("held", "held_since"), (policy.HeldBefore, policy.HeldSince));
        Assert.Equal([new NoticeRule(NoticeTrigger.Promoted, "email", "promoted"), new NoticeRule(NoticeTrigger.Promoted, "sms", "promoted")], policy.Notices);
        Assert.Equal(new Gate(QuarantinedWarn: 0.01m, QuarantinedStop: 0.05m), policy.Gate);
        Assert.Equal((6, true), (policy.Entitlements[0].Months, policy.Entitlements[0].NewHoldersOnly));
    }

    [Fact]
    public void CollectsEveryMistakeByLineAndGivesNoPolicy()
    {
        var reading = PolicyDocument.Read(Sample.File, Sample.Text
            .Replace("otherwise: none", "otherwise: None", StringComparison.Ordinal)
            .Replace("kind: count }", "kind: counts }", StringComparison.Ordinal)
            .Replace("grants: [window]", "grants: [windows]", StringComparison.Ordinal));

        Assert.Equal([14, 43, 44], reading.Mistakes.Select(mistake => mistake.Line));
        Assert.Null(reading.Policy);
    }

    [Fact]
    public void HashesTheTextAsItsFileIsHashed()
    {
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", PolicyDocument.Read("abc.yaml", "abc").Sha256);
        Assert.Equal(Sample.Text, Sample.Read().Text);
    }

    [Fact]
    public void TheBetterEndOfAPercentileDependsOnTheMetric()
    {
        var higher = CheckOf("{ id: sales, metric: gmv_90d, meets: excellent }");
        Assert.Equal((Comparison.AtLeast, new Limit.PeerPercentile(90)), (higher.Comparison, higher.Limit.Default));

        var lower = CheckOf("{ id: sales, metric: dispute_rate, meets: excellent }");
        Assert.Equal((Comparison.AtMost, new Limit.PeerPercentile(10)), (lower.Comparison, lower.Limit.Default));
    }

    [Theory]
    [InlineData("gmv_90d", "strictly", Comparison.Above)]
    [InlineData("gmv_90d", "inclusive", Comparison.AtLeast)]
    [InlineData("dispute_rate", "strictly", Comparison.Below)]
    [InlineData("dispute_rate", "inclusive", Comparison.AtMost)]
    public void AMeanIsPassedOrEqualled(string metric, string mean, Comparison comparison)
    {
        var reading = PolicyDocument.Read(Sample.File, Sample.Text
            .Replace("mean: strictly", $"mean: {mean}", StringComparison.Ordinal)
            .Replace("metric: gmv_90d, meets: average", $"metric: {metric}, meets: average", StringComparison.Ordinal));

        var check = reading.Policy!.Tiers[1].Requires.Tests.Single(); // the change is no mistake
        Assert.Equal((comparison, new Limit.PeerMean(), "average"), (check.Comparison, check.Limit.Default, check.Limit.Standard));
    }

    [Fact]
    public void AnExceptionMayNameSeveralAttributes()
    {
        var check = Sample.With(
            "by: { industry: { toys: 1 % } }",
            "by: [ { where: { industry: toys }, value: 1 % }, { where: { country: DE }, value: 1.5 % }, { where: { industry: toys, country: DE }, value: 0.5 % } ]")
            .Policy!.Tiers[0].Requires.Tests.Single(test => test.Metric == "dispute_rate"); // the third settles the tie of the first two

        Assert.Equal([new Limit.Fixed(0.01m), new Limit.Fixed(0.015m), new Limit.Fixed(0.005m)], check.Limit.Overrides.Select(exception => exception.Limit));
        Assert.Equal(2, check.Limit.Overrides[2].Where.Count);
    }

    [Theory]
    [InlineData("metric: bound, is: yes", Comparison.Is, "1")]
    [InlineData("metric: bound, isNot: yes", Comparison.Is, "0")]
    [InlineData("metric: bound, is: no", Comparison.Is, "0")]
    [InlineData("metric: dispute_rate, atMost: 2 %", Comparison.AtMost, "0.02")]
    [InlineData("metric: dispute_rate, atMost: 1.5%", Comparison.AtMost, "0.015")]
    [InlineData("metric: gmv_90d, above: \"30000\"", Comparison.Above, "30000")]
    [InlineData("metric: orders, is: 010", Comparison.Is, "10")]
    [InlineData("metric: opened, below: 0001-01-02", Comparison.Below, "1")]
    public void ALiteralIsReadByItsMetricsKind(string check, Comparison comparison, string limit)
    {
        var test = CheckOf($"{{ id: sales, {check} }}");
        Assert.Equal((comparison, limit), (test.Comparison, Assert.IsType<Limit.Fixed>(test.Limit.Default).Value.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("metric: industry, oneOf: [shoes, toys]", Comparison.Is, "shoes toys")]
    [InlineData("metric: industry, isNot: toys", Comparison.IsNot, "toys")]
    [InlineData("metric: country, is: no", Comparison.Is, "no")]
    [InlineData("metric: level, above: low", Comparison.Above, "low")]
    public void ANameIsNeverTakenForAnythingElse(string check, Comparison comparison, string names)
    {
        var test = CheckOf($"{{ id: sales, {check} }}");
        Assert.Equal((comparison, names), (test.Comparison, string.Join(' ', Assert.IsType<Limit.Names>(test.Limit.Default).Values)));
    }

    [Fact]
    public void AnAliasStandsForTheWholeBlockAndIsFlattenedIntoTheListItStandsIn()
    {
        var policy = Sample.With(
            "requires: [ { id: sales, metric: gmv_90d, meets: average } ]",
            "requires: [ { all: &shared [ { metric: bound, is: yes }, { any: [ { metric: orders, above: 5 }, { metric: stars, above: 4 } ] } ] }, { metric: opened, above: 2020-01-01 } ]\n  - tier: bronze\n    requires: *shared").Policy;

        Assert.NotNull(policy);
        Assert.Equal(3, Assert.IsType<Requirement.All>(policy.Tiers[1].Requires).Of.Count);
        Assert.Equal(["bound", "orders", "stars"], policy.Tiers[2].Requires.Tests.Select(test => test.Id));
    }

    [Fact]
    public void AMergedBlockGivesWhatTheBlockItselfDoesNotSay()
    {
        var policy = Sample.With(
            "returned: { kind: amount, currency: USD, decimals: 2 }",
            "returned: { <<: { kind: amount, currency: EUR, decimals: 2 }, currency: USD }").Policy;

        Assert.Equal(("USD", 2, MetricKind.Amount), policy!.Metrics[3] is var metric ? (metric.Unit, metric.Decimals, metric.Kind) : default); // the change is no mistake
    }

    [Fact]
    public void ReadsJson()
    {
        const string Json = """
            { "programme": "plain", "version": "1", "title": "Plain", "effective": { "from": "2026" }, "cadence": "yearly", "timeZone": "UTC",
              "subject": "store", "metrics": { "orders": { "kind": "count" }, "member": { "kind": "flag" } },
              "tiers": [ { "tier": "plus", "requires": [ { "metric": "orders", "atLeast": 12 }, { "metric": "member", "is": true } ] } ], "otherwise": "none" }
            """;
        Assert.Empty(PolicyDocument.Read("plain.json", Json).Mistakes);
    }

    private static Test CheckOf(string check)
    {
        var reading = Sample.With("{ id: sales, metric: gmv_90d, meets: excellent }", check);
        Assert.Empty(reading.Mistakes.Select(mistake => mistake.ToString()));
        return reading.Policy!.Tiers[0].Requires.Tests.First(); // there is one where there are no mistakes
    }
}
