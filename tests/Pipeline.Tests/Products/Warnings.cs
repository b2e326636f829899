using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Products;

/// <summary>A programme that warns of products, month by month, and medals of stores that read it.</summary>
internal static class Warnings
{
    public const string Policy = """
        programme: warnings
        version: 1
        title: Warnings
        effective: { from: 2020-01 }
        cadence: monthly
        timeZone: America/New_York
        subject: product
        metrics:
          name: { kind: text }
          industry: { kind: category }
          orders: { kind: count, required: yes }
          refunded: { kind: count, better: lower }
          refund_rate: { kind: rate, of: refunded, per: orders, better: lower }
        peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
        notAssessed: [ { id: few, when: { metric: orders, below: 10 } } ]
        tiers:
          - { tier: within, requires: [ { id: standard, metric: refund_rate, atMost: 10 % } ] }
          - { tier: above, requires: [ { id: serious, metric: refund_rate, atMost: 20 % } ] }
          - { tier: serious, requires: [ { id: known, metric: refund_rate, atLeast: 0 % } ] }
        otherwise: not-judged
        texts: { warning: { subject: "{product} is {tier}", text: "{product} of {store} is {tier}\n- {requirement}: {reading}" } }
        notices:
          - { on: placed, by: [email], text: warning, tiers: [serious] }
          - { on: promoted, by: [email], text: warning, tiers: [serious] }
          - { on: demoted, by: [email], text: warning, tiers: [serious] }
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    public const string Medals = Tests.Medals.Head + """
        metrics:
          sales: { kind: amount, currency: USD }
          warned: { kind: count, from: { programme: warnings, over: last month, products: [serious] } }
          always_warned: { kind: count, from: { programme: warnings, over: last 2 months, products: [above, serious] } }
          worst: { kind: level, order: [serious, above, within], from: { programme: warnings, over: last month, take: worst } }
        tiers:
          - { tier: gold, requires: [ { metric: sales, atLeast: 100 }, { metric: warned, atMost: 0 }, { metric: worst, atLeast: above } ] }
          - { tier: silver, requires: [ { metric: always_warned, atMost: 1 } ] }
        otherwise: none
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    /// <summary>A marketplace with both programmes.</summary>
    public static Market NewMarket(Spread? spread = null)
    {
        var market = new Market(Medals, spread);
        market.Policies.Put(Policy);
        return market;
    }

    /// <summary>Assesses the products of a month.</summary>
    /// <param name="rows">A line a product: store, product, orders and refunded ones, which may be blank.</param>
    public static async Task<Run> MonthAsync(this Market market, string month, params string[] rows)
    {
        market.Inputs.Put($"warnings/{month}/a.csv", "store_id,product_id,orders,refunded,name,industry\n" + string.Concat(rows.Select(row => $"{row}\n")));
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync(new StartRun("warnings", Market.Read(month), [$"warnings/{month}"])));
        await market.DrainAsync();
        return await market.FindAsync(accepted.Run.Key);
    }

    /// <summary>The third quarter of the stores A to D, which all sell enough.</summary>
    public static Task<Run> QuarterAsync(this Market market)
    {
        market.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales\nA,500\nB,500\nC,500\nD,500\n");
        return market.RunAsync("2025-Q3", places: "medals/2025-Q3");
    }

    public static IEnumerable<string> Tiers(this Market market, Run run) => market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Tier}");
}
