namespace TierFunctions.Policies.Tests;

public sealed class LanguageMistakesTests
{
    private const string Last = "held_since: { kind: date }";

    /// <summary>A metric to add to the sample, and the mistake.</summary>
    public static TheoryData<string, string> Metrics { get; } = new()
    {
        { "kind: score, score: { stars: 60 %, orders: 30 % }", "score: found weights that add up to 0.9, expected weights that add up to 100 % (or to 100 points)" },
        { "kind: score, score: { star: 100 % }", "score.star: found 'star', expected a metric declared above this one, which is computed from it (did you mean 'stars'?)" },
        { "kind: score, mean: [stars], max: [stars]", ": found both 'mean' and 'max', expected one way to compute a metric" },
        { "kind: amount, currency: USD, sum: [orders]", "sum[0]: found 'orders', a count, expected a metric of the same kind and currency as the one computed from it" },
        { "kind: count, age: { of: orders, in: days }", "age.of: found 'orders', a count, expected a date" },
        { "kind: count, age: { of: opened, in: years }", "age.in: found 'years', expected days, months" },
        { "kind: rate, growth: { of: orders, against: gmv_90d }", "growth.against: found 'gmv_90d', expected a metric of the kind and currency of orders" },
        { "kind: level, order: [a, b], bands: { of: stars, to: { c: otherwise } }", "bands.to.c: found the step 'c', expected one of a, b (did you mean 'a'?)" },
        { "kind: level, order: [a, b], bands: { of: stars, to: { a: { above: 4, below: 3 } } }", "bands.to.a: found a range that holds nothing, expected a lower bound that is not above the upper one" },
        { "kind: level, order: [a, b], min: [level]", "min[0]: found 'level' with other names, expected a metric with the names a, b" },
        { "kind: count, choose: [ { take: orders }, { take: disputes } ]", "choose[0]: found no 'when' in an alternative that others follow, expected only the last without a condition" },
        { "kind: count, countOf: [ { metric: gmv_90d, meets: excellent } ]", "countOf[0].meets: found 'excellent', expected a declared standard" },
        { "kind: count, sum: [orders], default: 1", "default: found '1', expected no such field: it is what 'coalesce' falls back to" },
        { "kind: count, missingPart: zero", "missingPart: found 'zero', expected no such field: it says what a missing part of a score, mean, min or max, or of another programme's results or several earlier periods, means" },
        { "kind: count, coalesce: [later]", "coalesce[0]: found 'later', expected a metric declared above this one, which is computed from it" },
        { "kind: score, multiple: { of: stars, dividedBy: 0 }", "multiple.dividedBy: found '0', expected a divisor above 0" },
    };

    [Theory, MemberData(nameof(Metrics))]
    public void RefusesAComputationThatCannotBe(string metric, string mistake) => Assert.Contains(
        Sample.With(Last, $"{Last}\n  new: {{ {metric} }}").Mistakes.Select(found => found.ToString()),
        found => found == $"sample.yaml:25: metrics.new{(mistake.StartsWith(':') ? "" : ".")}{mistake}");

    [Theory]
    [InlineData("otherwise: none", "otherwise: none\nbelow: [ { tier: silver, when: { metric: orders, atLeast: 1 } } ]", "below: found the tier 'silver' again, expected each tier once")]
    [InlineData("{ metric: level, atLeast: middle }", "{ tier: bronze }", "tiers[0].requires.all[1].tier: found 'bronze', expected a tier of this ladder that stands below: one of silver")]
    [InlineData("{ metric: level, atLeast: middle }", "{ tier: a, of: conduct }", "tiers[0].requires.all[1].of: found 'conduct', expected a ladder of this policy")]
    [InlineData("{ metric: level, atLeast: middle }", "{ metric: orders, atLeast: 90 % of order }", "tiers[0].requires.all[1].atLeast: found 'order', expected a declared metric (did you mean 'orders'?)")]
    [InlineData("{ metric: level, atLeast: middle }", "{ metric: orders, between: [5, 1] }", "tiers[0].requires.all[1].between[1]: found '1', expected a limit that is not below the first")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { dated: [ { from: 2026-Q4, value: 1 }, { from: 2026-Q3, value: 2 } ] }", "standards.excellent.dated[1].from: found '2026-Q3', expected a period after the one before it")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { dated: [ { from: 2026-07, value: 1 } ] }", "standards.excellent.dated[0].from: found '2026-07', expected a period of the policy's cadence")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { value: 9, times: 2 }", "standards.excellent.times: found '2', expected no such field: it multiplies a percentile, rank, median or mean")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { value: 9, plus: 2 }", "standards.excellent.plus: found '2', expected no such field: it is added to what peers set")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { value: 9, among: market }", "standards.excellent.among: found 'market', expected no such field: it says whose percentile, rank, median, mean or leader is meant")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { rank: 0 }", "standards.excellent.rank: found '0', expected the place of the last that meets it, a whole number from 1 to 10000000")]
    [InlineData("excellent: { percentile: 90 }", "excellent: { rank: 9, among: industry }", "standards.excellent.among: found 'industry', expected market")]
    [InlineData("window: { title: Window, ", "window: { title: Window, worth: { amount: 5 }, ", "entitlements.window.worth: found neither a share nor a sum with its currency, or both, expected what it comes to, such as { share: 50 %, of: fee_paid }, { amount: 100, currency: USD } or { share: 8 % }")]
    [InlineData("window: { title: Window, ", "window: { title: Window, worth: { of: country }, ", "entitlements.window.worth.of: found 'country', a category, expected a metric that is a number")]
    [InlineData("for: { months: 6 }", "for: { months: 6, days: 6 }", "entitlements.window.for: found both 'months' and 'days', expected a time such as { months: 6 } or { days: 90 }")]
    [InlineData("level: { kind: level,", "country2: { kind: category, of: [a], choose: [ { take: country } ] }\n  level: { kind: level,", "metrics.country2.choose[0].take: found 'country' with other names, expected a metric with the names a")]
    [InlineData("otherwise: none", "otherwise: none\ntests: [ { name: x, readings: { dispute_rate: 1 % }, expect: gold } ]", "tests[0].readings.dispute_rate: found 'dispute_rate', which is computed, expected readings of what it is computed from")]
    [InlineData("otherwise: none", "otherwise: none\ntests: [ { name: x, readings: { orders: 1 }, expect: golden } ]", "tests[0].expect: found 'golden', expected one of gold, silver, none, not eligible, not assessed, not evaluable (did you mean 'gold'?)")]
    public void RefusesWhatCannotBe(string written, string instead, string mistake) => Assert.Contains(
        Sample.With(written, instead).Mistakes.Select(found => $"{found.Path}: found {found.Found}, expected {found.Expected}"), found => found == mistake);
}
