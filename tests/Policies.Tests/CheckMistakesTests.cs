namespace TierFunctions.Policies.Tests;

public sealed class CheckMistakesTests
{
    /// <summary>What the sample says, what it says instead, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "[ { metric: orders, atLeast: 1 } ]",
            "[ { metric: gmv_90d, meets: average } ]",
            "25: population[0].meets: found 'average', expected a limit that does not depend on peers: the population is settled before there are any benchmarks"
        },
        {
            "above: 9 }",
            "above: 9, below: 20 }",
            "32: bars[0].when: found both 'above' and 'below', expected one of atLeast, above, atMost, below, is, isNot, oneOf, between, meets"
        },
        {
            "above: 9 }",
            "above: 1_000 }",
            "32: bars[0].when.above: found '1_000', expected a number for disputes without thousands separators, with a point before decimals"
        },
        {
            "above: 9 }",
            "above: 1,000 }",
            "32: bars[0].when.000: found the unknown field '000', expected one of metric, id, atLeast, above, atMost, below, is, isNot, oneOf, between, meets, whenMissing, askedOf, given, or, title, when, advisory"
        },
        {
            "above: 9 }",
            "above: 0x10 }",
            "32: bars[0].when.above: found '0x10', expected a number for disputes such as 30000, -0.5 or 2 %"
        },
        {
            "above: 9 }",
            "above: NaN }",
            "32: bars[0].when.above: found 'NaN', expected a number for disputes such as 30000, -0.5 or 2 %"
        },
        {
            "above: 9 }",
            "above: -1 }",
            "32: bars[0].when.above: found '-1', expected a number in the range of disputes, 0 to open"
        },
        {
            "above: 9 }",
            "above: 1.5 }",
            "32: bars[0].when.above: found '1.5', expected at most 0 decimal places, as disputes has"
        },
        {
            "above: 9 }",
            "above: 99999999999999999999 }",
            "32: bars[0].when.above: found '99999999999999999999', expected a number that fits: disputes is kept in units of its last decimal place, at most 9223372036854775807"
        },
        {
            "above: 9 }",
            "above: 99999999999999999999999999999 }",
            "32: bars[0].when.above: found '99999999999999999999999999999', expected a number for disputes of at most 27 digits"
        },
        {
            "above: 9 }",
            "above: }",
            "32: bars[0].when.above: found nothing, expected a number for disputes"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: gmv_9d, meets: excellent",
            "37: tiers[0].requires.all[0].metric: found 'gmv_9d', expected a declared metric (did you mean 'gmv_90d'?)"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: gmv_90d, meets: excelent",
            "37: tiers[0].requires.all[0].meets: found 'excelent', expected a declared standard (did you mean 'excellent'?)"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: gmv_90d, atLeast: 0.005",
            "37: tiers[0].requires.all[0].atLeast: found '0.005', expected at most 2 decimal places, as gmv_90d has"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: gmv_90d, atLeast: 30.000,00",
            "37: tiers[0].requires.all[0].00: found the unknown field '00', expected one of metric, id, atLeast, above, atMost, below, is, isNot, oneOf, between, meets, whenMissing, askedOf, given, or, title, when, advisory"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: name, is: x",
            "37: tiers[0].requires.all[0].metric: found 'name', a text, expected a metric that can be judged: a text is only carried along"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: industry, atLeast: toys",
            "37: tiers[0].requires.all[0].atLeast: found 'atLeast' for industry, a category, expected one of is, isNot, oneOf"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: industry, meets: excellent",
            "37: tiers[0].requires.all[0].meets: found 'meets' for industry, a category, expected a metric with an order: a standard says how far along it to be"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: industry, is: toyz",
            "37: tiers[0].requires.all[0].is: found 'toyz', expected one of shoes, toys (did you mean 'toys'?)"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: industry, oneOf: toys",
            "37: tiers[0].requires.all[0].oneOf: found 'toys', expected a list of names"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: level, meets: excellent",
            "37: tiers[0].requires.all[0].meets: found the standard 'excellent' for level, a level, expected a metric that is a number: only numbers have percentiles and means"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: orders, isNot: 3",
            "37: tiers[0].requires.all[0].isNot: found 'isNot' for orders, a count, expected one of atLeast, above, atMost, below, is"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: bound, is: 1",
            "37: tiers[0].requires.all[0].is: found '1', expected yes or no"
        },
        {
            "metric: gmv_90d, meets: excellent",
            "metric: opened, atLeast: 2026-02-30",
            "37: tiers[0].requires.all[0].atLeast: found '2026-02-30', expected a day such as 2026-07-31"
        },
        {
            "metric: level, atLeast: middle",
            "metric: level, atLeast: mid",
            "38: tiers[0].requires.all[1].atLeast: found 'mid', expected one of low, middle, high"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ id: sales, metric: level, atLeast: middle }",
            "38: tiers[0].requires.all[1]: found the id 'sales' again, expected an id of its own; the first is on line 37"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ atLeast: 3, of: [ { metric: level, atLeast: middle } ] }",
            "38: tiers[0].requires.all[1].atLeast: found '3', expected how many of them, a whole number from 1 to 1"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ atLeast: 3 }",
            "38: tiers[0].requires.all[1]: found 'atLeast' without 'of' or 'metric', expected both, as in atLeast: 2, of: [ … ]"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ any: [] }",
            "38: tiers[0].requires.all[1].any: found an empty list, expected at least one requirement"
        },
        {
            "{ metric: level, atLeast: middle }",
            "level",
            "38: tiers[0].requires.all[1]: found 'level', expected a check { metric: …, … }, or all, any, atLeast … of, not, when … then, tier"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, askedOf: { industry: [toyz] } }",
            "38: tiers[0].requires.all[1].askedOf.industry[0]: found 'toyz', expected one of shoes, toys (did you mean 'toys'?)"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, askedOf: { orders: [5] } }",
            "38: tiers[0].requires.all[1].askedOf.orders: found the attribute 'orders', a count, expected a category, a level or a flag"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, given: { metric: orders, atLeast: 20 } }",
            "38: tiers[0].requires.all[1].given: found no 'otherwise', expected otherwise: missed, met, not evaluable, not considered"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, given: { metric: level, atLeast: 20, otherwise: met } }",
            "38: tiers[0].requires.all[1].given.metric: found 'level', a level, expected a metric that is a number"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, whenMissing: skipped }",
            "38: tiers[0].requires.all[1].whenMissing: found 'skipped', expected missed, met, not evaluable, not considered"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ all: [ { metric: level, atLeast: middle } ], not: { metric: bound, is: yes } }",
            "38: tiers[0].requires.all[1]: found several requirements in one block, expected a check { metric: …, … }, or all, any, atLeast … of, not, when … then, tier"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ of: [ { metric: level, atLeast: middle } ] }",
            "38: tiers[0].requires.all[1]: found 'of' without 'atLeast', expected both, as in atLeast: 2, of: [ … ]"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, askedOf: { industri: [toys] } }",
            "38: tiers[0].requires.all[1].askedOf.industri: found the attribute 'industri', expected a declared category, level or flag (did you mean 'industry'?)"
        },
        {
            "{ metric: level, atLeast: middle }",
            "{ metric: level, atLeast: middle, id: Level! }",
            "38: tiers[0].requires.all[1].id: found 'Level!', expected an id in small letters, digits, - and _, beginning with a letter"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesACheckThatCannotBe(string written, string instead, string mistake) =>
        Assert.Equal([$"{Sample.File}:{mistake}"], Sample.With(written, instead).Mistakes.Select(found => found.ToString()));
}
