using System.Text.RegularExpressions;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
using TierFunctions.Policies;

namespace TierFunctions.Pages.Tests;

public sealed partial class PolicyTextTests
{
    private static readonly IReadOnlyDictionary<string, Policy> Policies = PolicyFolder.Read(Path.Combine(AppContext.BaseDirectory, "policies")).Readings
        .ToDictionary(reading => reading.File, reading => reading.Policy!, StringComparer.Ordinal); // a test of policies sees to it that they read

    public static TheoryData<string> Files { get; } = new(Policies.Keys);

    [Theory, MemberData(nameof(Files))]
    public void InChineseNoEnglishIsLeftButNames(string file)
    {
        // The first two lines hold the programme's id, its version and its time zone; a unit, a currency, a value that takes any name and another programme's id are names.
        var text = string.Join('\n', PolicyText.Lines(Policies[file], "zh").Skip(2));
        var names = Policies[file].Metrics.SelectMany(metric => new[] { metric.Unit ?? "" }.Concat(metric.Kind is Domain.Metrics.MetricKind.Category ? metric.Values : [])
            .Concat((metric.Derivation as Domain.Metrics.Derivation.OfProgramme)?.Source.Programme.Split('-') ?? [])).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(EnglishWord().Matches(text).Select(match => match.Value), word => !names.Contains(word));
    }

    [Theory, MemberData(nameof(Files))]
    public void InEnglishNoChineseIsLeft(string file) =>
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", string.Join('\n', PolicyText.Lines(Policies[file], "en")));

    [Fact]
    public void WhatIsAskedTogetherStandsTogetherAmongAlternatives()
    {
        var policy = PolicyDocument.Read("ways.yaml", Ways("kind: count, value: 7").Replace("requires: [ { metric: orders, atLeast: 1 } ]", "requires: [ { any: [ { metric: way, atLeast: 9 }, { all: [ { metric: orders, atLeast: 1 }, { metric: late, atMost: 2 } ] } ] } ]", StringComparison.Ordinal)).Policy!; // it has no mistake
        Assert.Equal(
            ["  - one of:", "      - way: at least 9", "      - all of:", "          - orders: at least 1", "          - late: at most 2"],
            PolicyText.Lines(policy, "en").SkipWhile(line => line != "gold").Skip(1).Take(5));
    }

    /// <summary>Each way to compute a metric, as it is written and as it is said in both languages.</summary>
    [Theory]
    [InlineData("kind: count, sum: { orders: 1, late: 3 }", "orders + 3 × late", "orders + 3 × late")]
    [InlineData("kind: count, sum: [orders, 5], less: [late]", "orders + 5 − late", "orders + 5 − late")]
    [InlineData("kind: score, multiple: { of: orders, by: 4, dividedBy: 200 }", "4 × orders ÷ 200", "4 × orders ÷ 200")]
    [InlineData("kind: score, score: { orders: 60 %, late: 40 % }, missingPart: leave out", "60 % × orders + 40 % × late; a missing part is left out", "60 % × orders + 40 % × late；缺失项不计")]
    [InlineData("kind: score, product: [orders, 1.5]", "orders × 1.5", "orders × 1.5")]
    [InlineData("kind: count, rounded: { of: orders, down: 100 }", "orders in whole steps of 100", "orders按100向下取整")]
    [InlineData("kind: count, rounded: { of: orders, nearest: 10 }", "orders to the nearest 10", "orders按10四舍五入")]
    [InlineData("kind: count, value: 7", "7 for every store", "统一为7")]
    [InlineData("kind: count, min: [orders, 40]", "the lowest of orders, 40", "orders、40中的最低者")]
    [InlineData("kind: rate, of: late, per: orders", "late ÷ orders", "late ÷ orders")]
    [InlineData("kind: rate, growth: { of: orders, against: late }", "growth of orders against late", "orders较late的增长率")]
    [InlineData("kind: count, age: { of: opened, in: months }", "whole calendar months since opened", "自opened起的整月数")]
    [InlineData("kind: points, bands: { of: orders, to: { 5: { atLeast: 10, below: 20 }, 0: otherwise } }", "5 where orders is at least 10 and below 20; otherwise 0", "orders不低于10且低于20时为5；否则为0")]
    [InlineData("kind: count, choose: [ { when: { metric: orders, atLeast: 9 }, take: late }, { take: 3 } ]", "late where orders is at least 9; otherwise 3", "orders不低于9时取late；否则取3")]
    [InlineData("kind: count, coalesce: [orders, late], default: 2", "the first known of orders, late, otherwise 2", "orders、late中首个有值者，否则为2")]
    [InlineData("kind: count, countOf: [ { metric: orders, atLeast: 9 }, { metric: late, atMost: 1 } ]", "how many hold of: orders is at least 9; late is at most 1", "满足下列条件的个数：orders不低于9；late不高于1")]
    [InlineData("kind: flag, holds: { metric: orders, atLeast: 9 }", "whether orders is at least 9", "是否orders不低于9")]
    [InlineData("kind: count, streak: { tier: gold }", "periods in a row in which the tier was gold or better", "等级为gold及以上的连续期数")]
    [InlineData("kind: count, periods: { of: { metric: orders, atLeast: 9 }, last: 4 }", "of the last 4 periods, those in which orders is at least 9", "最近4个考核期中orders不低于9的期数")]
    [InlineData("kind: points, events: { of: seen, only: [ip], points: { ip: 8 }, within: { days: 90 } }", "the points of seen (ip) (ip × 8), for 90 days", "seen (ip)的分数 (ip × 8)，90天内有效")]
    [InlineData("kind: date, events: { of: seen, since: year }", "the latest day of seen, since the first day of the year", "seen的最近日期，自本年首日起计")]
    [InlineData("kind: count, earlier: { of: orders, ago: 1 period }", "orders one period before", "1期前的orders")]
    [InlineData("kind: count, earlier: { of: orders, ago: 1 year }", "orders 12 periods before", "12期前的orders")]
    [InlineData("kind: count, earlier: { of: orders, last: 3, take: sum }, missingPart: leave out", "orders of the 3 periods before, added up; a missing part is left out", "前3期orders之和；缺失项不计")]
    public void SaysHowAReadingIsComputed(string metric, string english, string chinese)
    {
        var reading = PolicyDocument.Read("ways.yaml", Ways(metric));
        Assert.Empty(reading.Mistakes.Select(mistake => mistake.ToString()));
        Assert.Contains($"  - way = {english}", PolicyText.Lines(reading.Policy!, "en")); // it has no mistake
        Assert.Contains($"  - way = {chinese}", PolicyText.Lines(reading.Policy!, "zh"));
    }

    private static string Ways(string metric) => $$"""
        programme: ways
        version: 1
        title: Ways
        effective: { from: 2026-01 }
        cadence: monthly
        timeZone: UTC
        subject: store
        metrics:
          orders: { kind: count }
          late: { kind: count }
          opened: { kind: date }
          seen: { kind: events, of: [ip, late] }
          way: { {{metric}} }
        tiers: [ { tier: gold, requires: [ { metric: orders, atLeast: 1 } ] } ]
        otherwise: none
        """;

    // Abbreviations such as GMV and POP are at home in both.
    [GeneratedRegex("[A-Za-z_]*[a-z][A-Za-z_]*")]
    private static partial Regex EnglishWord();
}
