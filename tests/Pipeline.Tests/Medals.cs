namespace TierFunctions.Pipeline.Tests;

/// <summary>A small programme: gold is relative to the industry, silver is a fixed amount of sales; every kind of metric is there.</summary>
internal static class Medals
{
    public const string Programme = "medals";

    /// <summary>How every programme of these tests begins: quarterly, of stores.</summary>
    public const string Head = """
        programme: medals
        version: 1
        title: Medals
        effective: { from: 2020-Q1 }
        cadence: quarterly
        timeZone: America/New_York
        subject: store

        """;

    /// <summary>Files of any quality pass: what the gate does has tests of its own.</summary>
    public static string Policy { get; } = WithGate("{ quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }");

    public static string WithGate(string gate) => Head + $$"""
        metrics:
          name: { kind: text }
          industry: { kind: category }
          sales: { kind: amount, currency: USD, decimals: 2, range: [0, open] }
          stars: { kind: rating, decimals: 1, range: [0, 5] }
          orders: { kind: count }
          late: { kind: count }
          late_rate: { kind: rate, of: late, per: orders, better: lower }
          growth: { kind: rate, range: [-1, open] }
          grade: { kind: level, order: [low, middle, high] }
          bound: { kind: flag }
          opened: { kind: date }
          held: { kind: category, of: [none, silver, gold] }
          held_since: { kind: date }
        peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
        standards:
          excellent: { percentile: 80 }
        heldBefore: { tier: held, since: held_since }
        tiers:
          - tier: gold
            requires:
              - { id: sales, metric: sales, meets: excellent }
              - { id: punctual, metric: late_rate, atMost: 10 % }
          - tier: silver
            requires: [ { id: sales, metric: sales, atLeast: 100 } ]
        otherwise: none
        notices:
          - { on: promoted, by: [email, sms], text: promoted }
          - { on: demoted, by: [email], text: demoted }
        gate: {{gate}}
        """;
}
