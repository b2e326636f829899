using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Results;

/// <summary>Medals by quarter that read the service level of its months.</summary>
internal static class Levels
{
    public const string Source = """
        programme: level
        version: 1
        title: Level
        effective: { from: 2020-01 }
        cadence: monthly
        timeZone: America/New_York
        subject: store
        metrics:
          score: { kind: score, range: [0, 100] }
          orders: { kind: count }
        notAssessed: [ { id: few, when: { metric: orders, below: 10 } } ]
        tiers:
          - { tier: excellent, requires: [ { metric: score, atLeast: 90 } ] }
          - { tier: good, requires: [ { metric: score, atLeast: 70 } ] }
        otherwise: failing
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    public const string Reader = Medals.Head + """
        metrics:
          sales: { kind: amount, currency: USD }
          level: { kind: level, order: [failing, good, excellent], from: { programme: level, over: months of the period, take: worst } }
          good_months: { kind: count, from: { programme: level, over: months of the period, counts: [good, excellent] }, missingPart: leave out }
        tiers:
          - { tier: gold, requires: [ { metric: sales, atLeast: 100 }, { metric: level, atLeast: good } ] }
          - { tier: silver, requires: [ { metric: good_months, atLeast: 2 } ] }
        otherwise: none
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    /// <summary>The same, but a column stands in.</summary>
    public static string OrSupplied { get; } = Reader.Replace("take: worst }", "take: worst, otherwise: supplied }", StringComparison.Ordinal);

    /// <summary>A marketplace with both programmes.</summary>
    public static Market NewMarket(string? reader = null, Spread? spread = null)
    {
        var market = new Market(reader ?? Reader, spread);
        market.Policies.Put(Source);
        return market;
    }

    /// <summary>Assesses a month; a score of -1 is one of too few orders.</summary>
    public static async Task<Run> MonthAsync(this Market market, string month, string? revise, params (string Store, int Score)[] scores)
    {
        market.Inputs.Put($"level/{month}/a.csv", "store_id,score,orders\n" + string.Concat(scores.Select(one => FormattableString.Invariant($"{one.Store},{Math.Max(one.Score, 0)},{(one.Score < 0 ? 9 : 10)}\n"))));
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("level", Market.Read(month), [$"level/{month}"], revise)));
        await market.DrainAsync();
        return await market.FindAsync(accepted.Run.Key);
    }

    /// <summary>Three months of A, which is good, and B, which fails in August and is not assessed in September.</summary>
    public static async Task SummerAsync(this Market market)
    {
        await market.MonthAsync("2025-07", null, ("A", 95), ("B", 75));
        await market.MonthAsync("2025-08", null, ("A", 75), ("B", 10));
        await market.MonthAsync("2025-09", null, ("A", 90), ("B", -1));
    }

    /// <summary>The third quarter of stores A, B and C, which has no level.</summary>
    public static Task<Run> QuarterAsync(this Market market, string? revise = null, string rows = "store_id,sales\nA,500\nB,500\nC,500\n")
    {
        market.Inputs.Put("medals/2025-Q3/a.csv", rows);
        return market.RunAsync("2025-Q3", revise, places: "medals/2025-Q3");
    }
}
