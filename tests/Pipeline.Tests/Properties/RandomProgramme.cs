using FsCheck;
using FsCheck.Fluent;

namespace TierFunctions.Pipeline.Tests.Properties;

/// <summary>A made-up programme: its policy, what operators rule, and the rows of some quarters.</summary>
/// <param name="Rulings">The document of exemptions and decisions; recorded once the first quarter has been assessed.</param>
/// <param name="Quarters">For each quarter its rows, without the header.</param>
internal sealed record RandomProgramme(string Policy, string Rulings, IReadOnlyList<IReadOnlyList<string>> Quarters)
{
    public const string Header = "store_id,industry,sales,stars,orders,late,late_excused,grade,bound,fraud,held,held_since\n";

    private const int Periods = 3;

    private static readonly string[] Checks =
    [
        "metric: sales, atLeast: 100", "metric: sales, meets: excellent", "metric: sales, meets: average, whenMissing: missed", "metric: stars, above: 3.5, whenMissing: not considered",
        "metric: late_rate, atMost: 10 %, given: { metric: orders, atLeast: 5, otherwise: missed }", "metric: late_rate, meets: punctual, or: { metric: late, atMost: 1 }",
        "metric: late_rate, atMost: 20 %, askedOf: { industry: [toys, shoes] }", "metric: grade, atLeast: middle", "metric: bound, is: yes, whenMissing: missed", "metric: industry, isNot: shoes",
        "metric: steady, atLeast: 2", "metric: loyal, atLeast: 1", "metric: sales, atLeast: 200, when: { metric: grade, atLeast: middle }", "metric: stars, atLeast: 4, advisory: yes",
    ];

    private static readonly string[] Rules =
    [
        "incubation: { tier: silver, months: 6, then: none }", "demotion: { strikes: 2 }", "promotion: { steps: 1 }", "grace: { tier: silver, assessments: 1 }",
        "protection: { periods: 1 }", "waiting: { months: 3 }", "cancellation: [ { id: fraud, when: { metric: fraud, atLeast: 1 } } ]",
    ];

    private static readonly string[] Documents =
    [
        "exemptions: [ { id: e1, reason: Strike, timeZone: UTC, from: 2025-04-01, until: 2025-06-01, where: { industry: [toys] }, recomputes: { late: { readFrom: late_excused } } } ]",
        "exemptions: [ { id: e2, reason: Storm, timeZone: UTC, from: 2025-08-01, until: 2025-08-02, lifts: [c0, c1], stores: [S01, S02, S03] } ]",
        "decisions: [ { id: d1, programme: medals, store: S00, tier: gold, by: Ana, reason: Flagship, from: 2025-07-01, until: 2025-12-01 } ]",
        "decisions: [ { id: d2, programme: medals, store: S00, shuts: [gold], by: Ana, reason: Misled buyers, from: 2025-10-01, until: 2026-01-01 } ]",
        "decisions: [ { id: d3, programme: medals, store: S00, readmits: yes, by: Ana, reason: An error, from: 2025-10-02 } ]",
    ];

    public static Arbitrary<RandomProgramme> Any { get; } = (
        from policy in Policies
        from rulings in Gen.Frequency((1, Gen.Constant("")), (2, Gen.Elements(Documents)))
        from quarters in Rows.ListOf(Periods)
        select new RandomProgramme(policy, rulings, [.. quarters])).ToArbitrary();

    /// <summary>All there is to know of a programme for which something does not hold.</summary>
    public override string ToString() => $"{Policy}\n{Rulings}\n{string.Join('\n', Quarters.Select(File))}";

    /// <summary>A quarter's rows as one file.</summary>
    public static string File(IEnumerable<string> rows) => Header + string.Concat(rows);

    private static Gen<string> Policies =>
        from gold in Requirements(0)
        from silver in Requirements(5)
        from below in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Constant("below: [ { tier: poor, when: { id: poor, metric: stars, below: 1, whenMissing: missed } } ]")))
        from population in Gen.Frequency((2, Gen.Constant("")), (1, Gen.Constant("population: [ { id: active, metric: orders, atLeast: 1 } ]")))
        from bar in Gen.Frequency((2, Gen.Constant("")), (1, Gen.Constant("bars: [ { id: barred, when: { metric: fraud, atLeast: 2, whenMissing: missed }, shuts: [gold] } ]")))
        from notAssessed in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Constant("notAssessed: [ { id: too-few, when: { metric: orders, below: 2 } } ]")))
        from rules in Gen.SubListOf(Rules)
        from held in Gen.Elements("", "heldBefore: { tier: held, since: held_since }")
        select Medals.Head + $$"""
            metrics:
              industry: { kind: category, required: yes }
              sales: { kind: amount, currency: USD, range: [0, open] }
              stars: { kind: rating, decimals: 1, range: [0, 5] }
              orders: { kind: count }
              late: { kind: count }
              late_excused: { kind: count }
              late_rate: { kind: rate, of: late, per: orders, better: lower }
              grade: { kind: level, order: [low, middle, high] }
              bound: { kind: flag }
              fraud: { kind: count }
              held: { kind: category, of: [none, silver, gold] }
              held_since: { kind: date }
              steady: { kind: count, streak: { of: { metric: sales, atLeast: 100 } } }
              loyal: { kind: count, streak: { tier: silver } }
            {{held}}
            peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
            standards:
              excellent: { percentile: 80 }
              average: { mean: strictly }
              punctual: { percentile: 50 }
            {{population}}
            {{notAssessed}}
            {{bar}}
            tiers:
              - { tier: gold, requires: [ {{gold}} ], grants: [window] }
              - { tier: silver, requires: [ {{silver}} ] }
            otherwise: none
            {{below}}
            {{(rules.Count == 0 ? "" : $"movement: {{ {string.Join(", ", rules)} }}")}}
            entitlements: { window: { title: Window, for: { months: 6 } } }
            notices: [ { on: promoted, by: [email], text: promoted }, { on: demoted, by: [email], text: demoted } ]
            gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
            """;

    /// <summary>One to three requirements, some of which hold others; their ids begin at a number.</summary>
    private static Gen<string> Requirements(int first) =>
        from checks in Gen.Elements(Checks).ListOf(4)
        from shape in Gen.Choose(0, 5)
        select string.Join(", ", Shaped([.. checks.Select((check, i) => FormattableString.Invariant($"{{ id: c{first + i}, {check} }}"))], shape));

    private static string[] Shaped(string[] checks, int shape) => shape switch
    {
        0 => [checks[0]],
        1 => [checks[0], checks[1]],
        2 => [$"{{ any: [ {checks[0]}, {checks[1]} ] }}", checks[2]],
        3 => [$"{{ atLeast: 2, of: [ {checks[0]}, {checks[1]}, {checks[2]} ] }}"],
        4 => [$"{{ not: {checks[0]} }}", checks[1]],
        _ => [$"{{ any: [ {checks[0]}, {{ all: [ {checks[1]}, {checks[2]} ] }} ] }}", checks[3]],
    };

    private static Gen<IReadOnlyList<string>> Rows => Gen.Choose(0, 1_000_000).ArrayOf(16).Select(chances => (IReadOnlyList<string>)[.. chances.Select(Row).Where(row => row.Length > 0)]);

    /// <summary>The row of a store, drawn from one number; empty where it has none in that quarter.</summary>
    private static string Row(int chance, int store)
    {
        var random = new System.Random(chance);
        string Of(params ReadOnlySpan<string> readings) => readings[random.Next(readings.Length)];
        var row = FormattableString.Invariant($"S{store:D2},{Of("toys", "toys", "shoes", "books")},{Of("", "0", "50.5", "100", "150", "250", "900")},{Of("", "0.5", "3.5", "4", "5")},{Of("", "0", "1", "5", "20")},")
            + $"{Of("", "0", "1", "2", "4")},{Of("0", "0", "1")},{Of("", "low", "middle", "high")},{Of("", "yes", "no")},{Of("0", "0", "0", "1", "2")},{Of("", "none", "silver", "gold")},{Of("", "2024-12-31", "2025-01-01")}\n";
        return random.Next(8) == 0 ? "" : row;
    }
}
