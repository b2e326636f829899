namespace TierFunctions.Policies.Tests;

public sealed class MovementMistakesTests
{
    [Theory]
    [InlineData("{ incubation: { tier: bronze, months: 6, then: none } }", "movement.incubation.tier: found 'bronze', expected a tier of this policy")]
    [InlineData("{ incubation: { tier: silver, months: 6, then: gold } }", "movement.incubation.then: found 'gold', expected a tier below 'silver': one of none")]
    [InlineData("{ incubation: { tier: silver, months: 6.5, then: none } }", "movement.incubation.months: found '6.5', expected calendar months, a whole number from 1 to 1200")]
    [InlineData("{ incubation: { tier: silver, months: 6 } }", "movement.incubation: found no 'then', expected then: what a store holds that has not risen by then")]
    [InlineData("{ demotion: { strikes: 0 } }", "movement.demotion.strikes: found '0', expected misses in a row at which a store falls, a whole number from 1 to 1200")]
    [InlineData("{ protection: { weeks: 3 } }", "movement.protection: found no time, expected a time such as { months: 6 } or { periods: 2 }")]
    [InlineData("{ validity: { periods: 0 } }", "movement.validity.periods: found '0', expected periods, a whole number from 1 to 1200")]
    [InlineData("{ unjudged: 2 }", "movement.unjudged: found '2', expected a time such as { months: 6 } or { periods: 2 }")]
    [InlineData("{ demotion: { at: decade } }", "movement.demotion.at: found 'decade', expected period, month, quarter, half-year, year")]
    [InlineData("{ cancellation: [ { id: fraud, when: { metric: disputes, above: 9 }, for: { months: 6, days: 1 } } ] }", "movement.cancellation[0].for: found both 'months' and 'days', expected a time such as { months: 6 } or { periods: 2 }")]
    [InlineData("{ waiting: { months: 3, periods: 1 } }", "movement.waiting: found both 'months' and 'periods', expected a time such as { months: 6 } or { periods: 2 }")]
    [InlineData("{ demotions: { strikes: 2 } }", "movement.demotions: found the unknown field 'demotions', expected one of incubation, demotion, promotion, grace, protection, validity, unjudged, waiting, cancellation (did you mean 'demotion'?)")]
    [InlineData("{ cancellation: [ { when: { metric: disputes, above: 9 } } ] }", "movement.cancellation[0]: found no 'id', expected id: the cancellation's id")]
    public void AMistakeInARuleIsReported(string rules, string mistake) =>
        Assert.Contains(Sample.With("gate:", $"movement: {rules}\ngate:").Mistakes, found => found.ToString().EndsWith(mistake, StringComparison.Ordinal));

    [Theory]
    [InlineData("streak: { tier: bronze }", "metrics.run.streak.tier: found 'bronze', expected a tier of this policy")]
    [InlineData("periods: { tier: silver }", "metrics.run.periods: found no 'last', expected last: how many periods are looked at")]
    [InlineData("periods: { tier: silver, last: 61 }", "metrics.run.periods.last: found '61', expected periods, a whole number from 2 to 60")]
    [InlineData("streak: { }", "metrics.run.streak: found no condition and no tier, expected periods in a row such as { of: { metric: late_rate, atMost: 2 % } } or { tier: silver }")]
    public void AMistakeInAStreakIsReported(string streak, string mistake) =>
        Assert.Contains(Sample.With("  name: { kind: text }", $"  name: {{ kind: text }}\n  run: {{ kind: count, {streak} }}").Mistakes, found => found.ToString().EndsWith(mistake, StringComparison.Ordinal));

    [Fact]
    public void ThePopulationCannotAskForAStreak() => Assert.Contains(
        PolicyDocument.Read(Sample.File, Sample.Text
            .Replace("  name: { kind: text }", "  name: { kind: text }\n  run: { kind: count, streak: { tier: silver } }\n  twice: { kind: count, multiple: { of: run, by: 2 } }", StringComparison.Ordinal)
            .Replace("population: [ { metric: orders, atLeast: 1 } ]", "population: [ { metric: twice, atLeast: 1 } ]", StringComparison.Ordinal)).Mistakes,
        mistake => mistake.ToString().EndsWith("population: found 'twice', which is known only when a store is judged, expected metrics of the period's own rows: the population is settled before", StringComparison.Ordinal));
}
