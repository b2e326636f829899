namespace TierFunctions.Policies.Tests;

/// <summary>A small policy with one of everything, to be changed in one place by each test.</summary>
internal static class Sample
{
    public const string File = "sample.yaml";

    public const string Text = """
        programme: sample
        version: 2026-07
        title: { en: Sample, zh: 样本 }
        effective: { from: 2026-Q3 }
        cadence: quarterly
        timeZone: America/Los_Angeles
        subject: store
        lookBack: { days: 90 }
        metrics:
          industry: { kind: category, of: [shoes, toys] }
          country: { kind: category }
          gmv_90d: { kind: amount, currency: USD, decimals: 2, range: [0, open] }
          returned: { kind: amount, currency: USD, decimals: 2 }
          orders: { kind: count }
          disputes: { kind: count, whenMissing: 0 }
          dispute_rate: { kind: rate, of: disputes, per: orders, better: lower }
          turnover: { kind: amount, currency: USD, decimals: 2, sum: [gmv_90d], less: [returned] }
          stars: { kind: rating, range: [0, 5], decimals: 1 }
          level: { kind: level, order: [low, middle, high] }
          bound: { kind: flag }
          opened: { kind: date }
          name: { kind: text }
          held: { kind: category, of: [none, silver, gold] }
          held_since: { kind: date }
        population: [ { metric: orders, atLeast: 1 } ]
        peers: { by: industry, atLeast: 30, otherwise: market, percentile: type-7 }
        standards:
          excellent: { percentile: 90 }
          average: { mean: strictly }
          cap: { value: 2 %, by: { industry: { toys: 1 % } } }
        heldBefore: { tier: held, since: held_since }
        bars: [ { id: dishonest, when: { metric: disputes, above: 9 }, shuts: all } ]
        tiers:
          - tier: gold
            requires:
              all:
                - { id: sales, metric: gmv_90d, meets: excellent }
                - { metric: level, atLeast: middle }
                - { metric: dispute_rate, meets: cap, or: { metric: disputes, atMost: 2 } }
            grants: [window, manager]
          - tier: silver
            requires: [ { id: sales, metric: gmv_90d, meets: average } ]
            grants: [window]
        otherwise: none
        entitlements:
          window: { title: Window, for: { months: 6 }, newHoldersOnly: yes }
          manager: { title: Manager, while: { metric: bound, is: yes } }
        notices: [ { on: promoted, by: [email, sms], text: promoted } ]
        gate: { quarantined: { warn: 1 %, stop: 5 % } }
        """;

    public static PolicyReading Read() => PolicyDocument.Read(File, Text);

    /// <summary>Reads the sample with a text of it replaced.</summary>
    public static PolicyReading With(string old, string replacement)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return PolicyDocument.Read(File, Text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
