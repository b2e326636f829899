namespace TierFunctions.Policies.Tests;

public sealed class ProgrammeMistakesTests
{
    /// <summary>What the sample says, what it says instead, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "programme: sample",
            "programme: Sample!",
            "1: programme: found 'Sample!', expected a programme's name in small letters, digits, - and _, beginning with a letter"
        },
        {
            "programme: sample",
            "",
            "2: found no 'programme', expected programme: the programme's name"
        },
        {
            "version: 2026-07",
            "version: a b",
            "2: version: found 'a b', expected a version such as 2026-07 or 3, in letters, digits, points and hyphens"
        },
        {
            "title: { en: Sample, zh: 样本 }",
            "title: []",
            "3: title: found a list, expected a text, or texts by language such as { en: Gold, zh: 金牌 }"
        },
        {
            "effective: { from: 2026-Q3 }",
            "effective: { from: 2026-07 }",
            "4: effective.from: found '2026-07', expected a quarter such as 2026-Q3, as the cadence is quarterly"
        },
        {
            "effective: { from: 2026-Q3 }",
            "effective: { from: 2026-Q5 }",
            "4: effective.from: found '2026-Q5', expected a period: 2026-07, 2026-Q3, 2026-H2, 2026, 2026-W31 or 2026-07-31"
        },
        {
            "cadence: quarterly",
            "cadence: quarterley",
            "5: cadence: found 'quarterley', expected monthly, quarterly, half-yearly, yearly, weekly, daily, on-demand (did you mean 'quarterly'?)"
        },
        {
            "timeZone: America/Los_Angeles",
            "timeZone: Pacific Standard Time",
            "6: timeZone: found 'Pacific Standard Time', expected a time zone's IANA name such as America/Los_Angeles"
        },
        {
            "timeZone: America/Los_Angeles",
            "timeZone: America/Los_Angels",
            "6: timeZone: found 'America/Los_Angels', expected a time zone's IANA name such as America/Los_Angeles"
        },
        {
            "subject: store",
            "subject: warehouse",
            "7: subject: found 'warehouse', expected store, product"
        },
        {
            "lookBack: { days: 90 }",
            "lookBack: { days: ninety }",
            "8: lookBack.days: found 'ninety', expected days, a whole number from 1 to 3660"
        },
        {
            "lookBack: { days: 90 }",
            "lookback: { days: 90 }",
            "8: lookback: found the unknown field 'lookback', expected one of programme, version, title, cadence, effective, timeZone, lookBack, subject, tiers, metrics, standards, entitlements, population, bars, notAssessed, ladders, below, otherwise, movement, cases, texts, notices, heldBefore, gate, peers, tests (did you mean 'lookBack'?)"
        },
        {
            "lookBack: { days: 90 }",
            "lookBack: 90",
            "8: lookBack: found '90', expected a time such as { days: 90 }"
        },
        {
            "peers: { by: industry, atLeast: 30, otherwise: market, percentile: type-7 }\n",
            "",
            "1: found no 'peers', expected peers: whom stores are compared with, as a standard takes its limit from them"
        },
        {
            "otherwise: none\n",
            "",
            "1: found no 'otherwise', expected otherwise: what a store holds that earns no tier, such as none"
        },
        {
            "stop: 5 %",
            "stop: 0.5 %",
            "49: gate.quarantined: found a warning above the stop, expected a warning at or below it"
        },
        {
            "stop: 5 %",
            "stop: 500 %",
            "49: gate.quarantined.stop: found '500 %', expected a share from 0 to 1"
        },
        {
            "timeZone: America/Los_Angeles",
            "timeZone: /dev/zero",
            "6: timeZone: found '/dev/zero', expected a time zone's IANA name such as America/Los_Angeles"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesAProgrammeThatCannotBe(string written, string instead, string mistake) =>
        Assert.Equal([$"{Sample.File}:{mistake}"], Sample.With(written, instead).Mistakes.Select(found => found.ToString()));
}
