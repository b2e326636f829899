using TierFunctions.Policies.Linting;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies.Tests;

public sealed class LinterTests
{
    /// <summary>What the tiny policy says, what it says instead, and the finding.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "{ metric: orders, atLeast: 100 }", "{ metric: orders, atLeast: 5 }",
            "tiny.yaml:19: error: tiers.silver: unreachable: whoever meets it meets 'gold' above it as well"
        },
        {
            "{ metric: orders, atLeast: 100 }", "{ metric: stars, atLeast: 3 }, { metric: orders, atLeast: 5 }",
            "tiny.yaml:18: warning: tiers.gold.orders: asks less than 'orders' of the lower tier 'silver', so a store may rise without meeting that"
        },
        {
            "{ metric: orders, atLeast: 100 }", "{ metric: orders, atLeast: 100 }, { id: few, metric: orders, below: 100 }",
            "tiny.yaml:18: error: tiers.gold.orders: cannot hold together with 'few' of the same metric, so nobody can earn the tier"
        },
        {
            "{ metric: orders, atLeast: 100 }", "{ metric: orders, atLeast: 100, advisory: yes }",
            "tiny.yaml:17: error: tiers.gold: all it asks is advice, so it can be neither earned nor missed"
        },
        {
            "{ low: { below: 3 }, high: otherwise }", "{ low: { below: 3 }, high: { above: 3 } }",
            "tiny.yaml:12: warning: metrics.band.bands: no band holds readings of stars such as 3: band is missing there"
        },
        {
            "{ low: { below: 3 }, high: otherwise }", "{ high: otherwise, low: { below: 3 } }",
            "tiny.yaml:12: error: metrics.band.bands: the band 'low' never counts: earlier ones take all its readings"
        },
        {
            "meets: few-points", "atMost: 3",
            "tiny.yaml:15: warning: standards.few-points: no requirement meets it"
        },
        {
            "by: [email]", "by: [sms]",
            "tiny.yaml:23: warning: notices: 'promoted' goes out by sms alone: a store without a telephone is not told"
        },
        {
            "{ value: 3 }", "{ value: 3, by: { band: { low: 3 } } }",
            "tiny.yaml:15: warning: standards.few-points: the exception for band low changes nothing: its limit is the usual one"
        },
    };

    private const string Tiny = """
        programme: tiny
        version: 1
        title: Tiny
        effective: { from: 2026 }
        cadence: yearly
        timeZone: UTC
        subject: store
        metrics:
          orders: { kind: count, required: yes }
          stars: { kind: rating, range: [0, 5], required: yes }
          points: { kind: count, whenMissing: 0 }
          band: { kind: level, order: [low, high], bands: { of: stars, to: { low: { below: 3 }, high: otherwise } } }

        standards:
          few-points: { value: 3 }
        tiers:
          - tier: gold
            requires: [ { metric: orders, atLeast: 100 } ]
          - tier: silver
            requires: [ { metric: orders, atLeast: 10 }, { metric: band, is: high }, { metric: points, meets: few-points, whenMissing: met } ]
        otherwise: none

        notices:
          - { on: demoted, by: [email], text: demoted }
          - { on: promoted, by: [email], text: promoted }
        """;

    [Theory, MemberData(nameof(Mistakes))]
    public void FindsWhatIsUnlikelyToBeMeant(string written, string instead, string finding)
    {
        Assert.Contains(written, Tiny, StringComparison.Ordinal);
        var at = Tiny.LastIndexOf(written, StringComparison.Ordinal);
        Assert.Contains(finding, Said(Tiny[..at] + instead + Tiny[(at + written.Length)..]));
    }

    /// <summary>What a check says of another tier's alternative binds nobody.</summary>
    [Fact]
    public void APartOfAnAlternativeIsNotAskedOfEveryStore() => Assert.DoesNotContain(
        Said(Tiny.Replace("{ metric: orders, atLeast: 100 }", "{ any: [ { metric: stars, atLeast: 4 }, { metric: orders, atLeast: 5 } ] }", StringComparison.Ordinal)),
        finding => finding.Contains("asks less", StringComparison.Ordinal));

    [Theory]
    [InlineData("orders", "warning: metrics.stars: no blob of the last run, tiny|2026|1, has such a column: every store would be judged as if its reading were missing", "stars: { kind: rating, range: [0, 5] }")]
    [InlineData("orders", "error: metrics.stars: no blob of the last run, tiny|2026|1, has such a column: a run without it is stopped, as every row is refused", "stars: { kind: rating, range: [0, 5], required: yes }")]
    [InlineData("orders stars", "warning: metrics.points: no blob of the last run, tiny|2026|1, has such a column: every store would be judged as if its reading were 0", "stars: { kind: rating, range: [0, 5], required: yes }")]
    public void AMetricThatNoBlobSuppliedIsSaid(string columns, string finding, string stars)
    {
        var text = Tiny.Replace("stars: { kind: rating, range: [0, 5], required: yes }", stars, StringComparison.Ordinal);
        var found = Linter.Findings(PolicyDocument.Read("tiny.yaml", text), null, new Supply("tiny|2026|1", columns.Split(' ').ToHashSet())).Select(one => one.ToString());
        Assert.Contains(found, one => one.EndsWith(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void GeneratesRowsForRequirementsUnderAConditionAndSharesOfOtherReadings()
    {
        var rows = Boundaries.Of(PolicyDocument.Read("under.yaml", Under).Policy!); // it has no mistake
        Assert.All(rows, row => Assert.True(row.Passes, row.ToString()));
        Assert.Equal(
            ["orders at the limit 100 Met", "stars at the limit 4 Met", "late at the limit 5 Met"],
            rows.Where(row => row.Row == "at the limit").Select(row => $"{row.Metric} {row.Row} {row.Reading} {row.Found}"));
        Assert.Contains(rows, row => row is { Metric: "stars", Row: "one unit below", Found: Domain.Programmes.Verdict.Missed });
    }

    /// <summary>For the last two no store can be made up: one asks for what cannot be, one looks at what is computed.</summary>
    private const string Under = """
        programme: under
        version: 1
        title: Under a condition
        effective: { from: 2026 }
        cadence: yearly
        timeZone: UTC
        subject: store
        metrics:
          kind: { kind: category, of: [maker, reseller] }
          orders: { kind: count }
          allowed: { kind: count }
          late: { kind: count, better: lower }
          stars: { kind: rating, range: [0, 5] }
          twice: { kind: count, multiple: { of: orders, by: 2 } }
        tiers:
          - tier: gold
            requires:
              - { metric: orders, atLeast: 100, when: { metric: kind, is: maker } }
              - { metric: stars, atLeast: 4, when: { all: [ { metric: orders, above: 9 }, { metric: kind, isNot: maker } ] } }
              - { metric: late, atMost: 5 % of allowed }
              - { id: never, metric: stars, atLeast: 4.5, when: { all: [ { metric: orders, atLeast: 5 }, { id: few, metric: orders, atMost: 4 } ] } }
              - { id: computed, metric: stars, atLeast: 4.6, when: { metric: twice, atLeast: 5 } }
        otherwise: none
        """;

    [Fact]
    public void FindsNothingSeriousInASoundPolicy() => Assert.DoesNotContain(Said(Tiny), finding => !finding.Contains(": info: ", StringComparison.Ordinal));

    [Fact]
    public void EveryShippedPolicyIsCleanOfErrorsAndWarnings() => Assert.Empty(
        Shipped.Folder.Readings.SelectMany(Linter.Findings).Where(finding => finding.Severity is not Severity.Info).Select(finding => finding.ToString()));

    [Fact]
    public void EveryShippedPolicyHoldsAtItsBoundaries() => Assert.Empty(
        Shipped.Folder.Readings.SelectMany(reading => Boundaries.Of(reading.Policy!)).Where(row => !row.Passes).Select(row => row.ToString())); // none has a mistake

    [Fact]
    public void GeneratesRowsOnAndBesideEveryLimit()
    {
        var rows = Boundaries.Of(PolicyDocument.Read("tiny.yaml", Tiny).Policy!).Where(row => row.Metric == "orders"); // it has no mistake
        Assert.Equal(
            ["at the limit 100 Met", "one unit below 99 Missed", "one unit above 101 Met", "missing  NotEvaluable"],
            rows.Take(4).Select(row => $"{row.Row} {row.Reading} {row.Found}"));
    }

    private const string Limits = """
        programme: limits
        version: 1
        title: Limits
        effective: { from: 2026-Q1 }
        cadence: quarterly
        timeZone: UTC
        subject: store
        metrics:
          industry: { kind: category, of: [shoes, toys] }
          sales: { kind: amount, currency: EUR }
          late: { kind: rate, better: lower }
        peers: { by: industry, atLeast: 10, percentile: type-7 }
        standards:
          high: { percentile: 90 }
          higher: { percentile: 95 }
          prompt: { dated: [ { from: 2026-Q1, value: 5 % }, { from: 2026-Q3, value: 4 % } ], by: { industry: { toys: 3 % } } }
        tiers:
          - { tier: gold, requires: [ { metric: sales, meets: higher }, { metric: late, meets: prompt, askedOf: { industry: [shoes, toys] } } ] }
          - { tier: silver, requires: [ { metric: sales, meets: high } ] }
        otherwise: none
        """;

    [Fact]
    public void AHigherTiersPercentileMayNotBeLower() => Assert.Contains(
        "tiny.yaml:18: warning: tiers.gold.sales: asks less than 'sales' of the lower tier 'silver', so a store may rise without meeting that",
        Said(Limits.Replace("higher: { percentile: 95 }", "higher: { percentile: 80 }", StringComparison.Ordinal)));

    [Theory]
    [InlineData("industry: [shoes, toys] } } ]", "industry: [shoes] } } ]", "the exception for industry toys never applies: the requirement is not asked of these stores")]
    [InlineData("tiers:", "population: [ { metric: industry, is: shoes } ]\ntiers:", "the exception for industry toys never applies: these stores are not in the population")]
    public void AnExceptionThatNeverAppliesIsSaid(string written, string instead, string why) =>
        Assert.Contains($"tiny.yaml:16: warning: standards.prompt: {why}", Said(Limits.Replace(written, instead, StringComparison.Ordinal)));

    [Fact]
    public void LimitsOfSeveralSortsAreSound() => Assert.DoesNotContain(Said(Limits), finding => !finding.Contains(": info: ", StringComparison.Ordinal));

    [Fact]
    public void GeneratesRowsForExceptionsPeersAndEveryDatedLimit()
    {
        var rows = Boundaries.Of(PolicyDocument.Read("limits.yaml", Limits).Policy!); // it has no mistake
        Assert.All(rows, row => Assert.True(row.Passes, row.ToString()));
        Assert.Equal(
            [
                "sales at the limit 100 Met", "late at the limit, from 2026-Q1 0.05 Met", "late at the limit, industry toys 0.03 Met", "sales at the limit 100 Met",
                "sales at the limit 100 Met", "late at the limit, from 2026-Q3 0.04 Met", "late at the limit, industry toys 0.03 Met", "sales at the limit 100 Met",
            ],
            rows.Where(row => row.Row.StartsWith("at the limit", StringComparison.Ordinal)).Select(row => $"{row.Metric} {row.Row} {row.Reading} {row.Found}"));
    }

    private static IEnumerable<string> Said(string text) => Linter.Findings(PolicyDocument.Read("tiny.yaml", text)).Select(finding => finding.ToString());
}
