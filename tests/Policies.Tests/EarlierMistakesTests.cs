using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Policies.Linting;

namespace TierFunctions.Policies.Tests;

/// <summary>What a policy reads of its own earlier periods.</summary>
public sealed class EarlierMistakesTests
{
    private const string Last = "held_since: { kind: date }";

    private const string Like = "expected a metric of the same kind and currency as the one that reads it";

    private const string Above = "expected a metric declared above this one, of which an earlier reading is read";

    private const string Written = "expected an earlier reading such as { of: sales, ago: 1 year } or { of: sales, last: 3, take: mean }";

    /// <summary>A metric to add to the sample, which is quarterly, and the mistake.</summary>
    public static TheoryData<string, string> Metrics { get; } = new()
    {
        { "kind: count, earlier: orders", $"earlier: found 'orders', {Written}" },
        { "kind: count, earlier: { ago: 1 year }", "earlier: found no 'of', expected of: the metric of which the reading is read, as outcomes of this programme keep it" },
        { "kind: count, earlier: { of: ordres, ago: 1 year }", $"earlier.of: found 'ordres', {Above} (did you mean 'orders'?)" },
        { "kind: count, earlier: { of: new, ago: 1 year }", $"earlier.of: found 'new', {Above}" },
        { "kind: count, earlier: { of: after, ago: 1 year }", $"earlier.of: found 'after', {Above}" },
        { "kind: count, earlier: { of: gmv_90d, ago: 1 year }", $"earlier.of: found 'gmv_90d', a amount in USD, {Like}" },
        { "kind: amount, currency: EUR, earlier: { of: gmv_90d, ago: 1 year }", $"earlier.of: found 'gmv_90d', a amount in USD, {Like}" },
        { "kind: amount, currency: USD, decimals: 1, earlier: { of: gmv_90d, ago: 1 year }", "earlier.of: found 'gmv_90d' with 2 decimal places, expected at most this metric's 1: nothing is rounded" },
        { "kind: level, order: [low, high], earlier: { of: level, ago: 1 year }", "earlier.of: found 'level' with other names, expected a metric with the names low, high" },
        { "kind: category, of: [a], earlier: { of: country, ago: 1 year }", "earlier.of: found 'country' with other names, expected a metric with the names a" },
        { "kind: count, earlier: { of: orders, ago: 4 months }", "earlier.ago: found '4 months', expected a whole number of periods, such as 1 period: the programme is assessed quarterly" },
        { "kind: count, earlier: { of: orders, ago: 13 weeks }", "earlier.ago: found '13 weeks', expected a whole number of periods, such as 1 period: the programme is assessed quarterly" },
        { "kind: count, earlier: { of: orders, ago: 0 periods }", "earlier.ago: found '0 periods', expected how long before, such as 1 period, 4 periods or 1 year (up to 999)" },
        { "kind: count, earlier: { of: orders, ago: 1 moon }", "earlier.ago: found '1 moon', expected how long before, such as 1 period, 4 periods or 1 year (up to 999)" },
        { "kind: count, earlier: { of: orders, ago: a year }", "earlier.ago: found 'a year', expected how long before, such as 1 period, 4 periods or 1 year (up to 999)" },
        { "kind: count, earlier: { of: orders }", $"earlier: found neither 'ago' nor 'last', {Written}" },
        { "kind: count, earlier: { of: orders, ago: 1 year, last: 3, take: max }", $"earlier: found both 'ago' and 'last', {Written}" },
        { "kind: count, earlier: { of: orders, ago: 1 year, take: max }", "earlier.take: found 'max', expected no such field: there is only one reading" },
        { "kind: count, earlier: { of: orders, last: 3 }", "earlier: found 'last' without 'take', expected take: what the readings come to: mean, min, max, sum" },
        { "kind: count, earlier: { of: orders, last: 61, take: max }", "earlier.last: found '61', expected how many periods, a whole number from 1 to 60" },
        { "kind: count, earlier: { of: orders, last: 3, take: mean }", "earlier.take: found 'mean', expected min, max or sum: a count is whole" },
        { "kind: date, earlier: { of: opened, last: 3, take: sum }", "earlier.take: found 'sum', expected min or max: a date is no number" },
        { "kind: flag, earlier: { of: bound, last: 3, take: min }", "earlier.take: found 'min', expected ago: a flag has no order" },
        { "kind: count, earlier: { of: orders, ago: 1 year, otherwise: 0 }", "earlier.otherwise: found '0', expected supplied" },
        { "kind: count, earlier: { of: orders, ago: 1 year }, missingPart: leave out", "missingPart: found 'leave out', expected no such field: it says what a missing part of a score, mean, min or max, or of another programme's results or several earlier periods, means" },
        { "kind: count, earlier: { of: orders, last: 2, take: sum }, missingPart: zero", "missingPart: found 'zero', expected missing or leave out: what is missing is not 0" },
        { "kind: count, earlier: { of: orders, ago: 1 year }, whenMissing: 0", "whenMissing: found '0', expected no such field: a derived metric is missing where a part of it is" },
        { "kind: count, earlier: { of: orders, ago: 1 year }, min: [orders]", ": found both 'min' and 'earlier', expected one way to compute a metric" },
    };

    [Theory, MemberData(nameof(Metrics))]
    public void RefusesAReadingThatCannotBe(string metric, string mistake) => Assert.Contains(
        $"sample.yaml:25: metrics.new{(mistake.StartsWith(':') ? "" : ".")}{mistake}",
        Sample.With(Last, $"{Last}\n  new: {{ {metric} }}\n  after: {{ kind: count, earlier: {{ of: new, ago: 1 year }} }}").Mistakes.Select(found => found.ToString()));

    [Theory]
    [InlineData("population: [ { metric: orders, atLeast: 1 } ]", "population: [ { metric: grown, atLeast: 1 } ]", "population: found 'grown', which is known only when a store is judged, expected metrics of the period's own rows: the population is settled before")]
    [InlineData("peers: { by: industry,", "peers: { by: was,", "peers.by: found 'was', which is known only when a store is judged, expected a category of the period's own rows")]
    [InlineData("{ metric: level, atLeast: middle }", "{ metric: grown, meets: average }", "tiers[0].requires.all[1].meets: found the standard 'average' for grown, expected a limit that does not depend on peers: the metric is known only when a store is judged")]
    public void IsNothingToCompareStoresByBeforeTheyAreJudged(string written, string instead, string mistake)
    {
        var text = Sample.Text.Replace(Last, $"{Last}\n  was: {{ kind: category, of: [shoes, toys], earlier: {{ of: industry, ago: 1 year }} }}\n  before: {{ kind: count, earlier: {{ of: orders, ago: 1 year }} }}\n  grown: {{ kind: rate, growth: {{ of: orders, against: before }} }}", StringComparison.Ordinal);
        Assert.Contains(mistake, PolicyDocument.Read(Sample.File, text.Replace(written, instead, StringComparison.Ordinal)).Mistakes.Select(found => $"{found.Path}: found {found.Found}, expected {found.Expected}"));
    }

    [Fact]
    public void WhatIsAssessedOnDemandHasNoEarlierPeriods() => Assert.Contains(
        "sample.yaml:25: metrics.new.earlier: found an earlier period of a programme that is assessed on demand, expected a cadence by which one period follows the other",
        PolicyDocument.Read(Sample.File, Sample.Text.Replace(Last, $"{Last}\n  new: {{ kind: count, earlier: {{ of: orders, ago: 1 period }} }}", StringComparison.Ordinal)
            .Replace("cadence: quarterly", "cadence: on-demand", StringComparison.Ordinal).Replace("from: 2026-Q3", "from: 2026-07-01", StringComparison.Ordinal)).Mistakes.Select(found => found.ToString()));

    [Theory]
    [InlineData("ago: 1 period", "2026-Q2")]
    [InlineData("ago: 4 periods", "2025-Q3")]
    [InlineData("ago: 1 year", "2025-Q3")]
    [InlineData("ago: 2 half-years", "2025-Q3")]
    [InlineData("ago: 3 months", "2026-Q2")]
    [InlineData("last: 3, take: max", "2025-Q4 2026-Q1 2026-Q2")]
    public void SaysWhichPeriods(string when, string periods)
    {
        var source = SourceOf($"kind: count, earlier: {{ of: orders, {when} }}", out var reading, out _);
        Assert.Equal(periods, string.Join(' ', source.Over.Of(reading.Policy!.EffectiveFrom))); // it has no mistake
        Assert.Equal(("sample", "orders"), (source.Programme, source.Reading));
    }

    [Fact]
    public void IsBoundedAsWhatItReadsIs()
    {
        SourceOf("kind: rating, earlier: { of: stars, ago: 1 year }", out _, out var stars);
        SourceOf("kind: rating, earlier: { of: stars, last: 4, take: sum }", out _, out var sum);
        SourceOf("kind: rating, range: [1, 4], earlier: { of: stars, ago: 1 year }", out _, out var said);
        Assert.Equal([(0m, 5m), (0m, null), (1m, 4m)], new[] { stars, sum, said }.Select(metric => (metric.Minimum, metric.Maximum)));
    }

    [Fact]
    public void TheLinterKnowsWhatIsReadLater()
    {
        var reading = Sample.With(Last, $"{Last}\n  was_returned: {{ kind: amount, currency: USD, decimals: 2, earlier: {{ of: returned, ago: 1 year }} }}\n  unread: {{ kind: count }}");
        var text = reading.Text.Replace("turnover: { kind: amount, currency: USD, decimals: 2, sum: [gmv_90d], less: [returned] }", "turnover: { kind: amount, currency: USD, decimals: 2 }", StringComparison.Ordinal)
            .Replace("{ metric: level, atLeast: middle }", "{ metric: was_returned, atMost: 9 }", StringComparison.Ordinal);
        var findings = Linter.Findings(PolicyDocument.Read(Sample.File, text)).Select(finding => finding.ToString()).ToList();
        Assert.DoesNotContain(findings, finding => finding.Contains("metrics.returned", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("metrics.unread: nothing asks for it", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("was_returned may be missing and nothing says what that means", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shipped: { kind: count }", "has no metric orders")]
    [InlineData("orders: { kind: score }", "has orders as another kind or in another currency or unit")]
    [InlineData("orders: { kind: count }", null)]
    public void TheLinterLooksAtTheVersionThatJudgedBefore(string metric, string? why)
    {
        var now = Sample.With(Last, $"{Last}\n  before: {{ kind: count, earlier: {{ of: orders, ago: 1 year }} }}");
        var old = PolicyDocument.Read("old.yaml", $$"""
            programme: sample
            version: 2025
            title: T
            effective: { from: 2025-Q1 }
            cadence: quarterly
            timeZone: UTC
            subject: store
            metrics:
              sales: { kind: count }
              {{metric}}
            tiers: [ { tier: gold, requires: [ { metric: sales, atLeast: 1 } ] } ]
            otherwise: none
            """);
        Assert.Equal(
            why is null ? [] : [$"sample.yaml:25: warning: metrics.before.earlier: version 2025, which judged before, {why}: before is missing until this version has judged 4 periods"],
            Linter.Findings(now, [old]).Select(finding => finding.ToString()).Where(finding => finding.Contains(".earlier", StringComparison.Ordinal)));
    }

    private static ResultSource SourceOf(string metric, out PolicyReading reading, out Metric read)
    {
        reading = Sample.With(Last, $"{Last}\n  new: {{ {metric} }}");
        Assert.Empty(reading.Mistakes.Select(mistake => mistake.ToString()));
        read = reading.Policy!.Metrics[reading.Policy.SlotOf("new")]; // it has no mistake
        return Assert.IsType<Derivation.OfProgramme>(read.Derivation).Source;
    }
}
