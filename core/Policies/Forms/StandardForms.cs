using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>Named limits with their exceptions, and whom stores are compared with.</summary>
internal static class StandardForms
{
    public static IReadOnlyList<string> Sorts { get; } = ["value", "percentile", "rank", "median", "mean", "leader", "dated"];

    public const int MostPlaces = 10_000_000;

    public static Shape.Number Percent { get; } = new(0, 100);

    public static Shape.Number Factor { get; } = new(0, 1_000_000);

    public static Form Dated { get; } = new("dated-limit", "a list such as [ { from: 2026-Q1, value: 3 % }, { from: 2026-Q3, value: 2 % } ]",
        [new("from", "the first period in which it holds", Period, true), .. Measures()]) { OneOf = Sorts };

    /// <summary>A limit that an exception writes out.</summary>
    public static Form Measure { get; } = new("limit", "a limit such as { percentile: 80 }", [.. Measures()]) { OneOf = Sorts };

    public static Form Exception { get; } = new("exception", "a limit such as { where: { industry: toys, country: DE }, percentile: 70 }",
        [new("where", "attributes and values", new Shape.Named(Name, Literal, 1), true), .. Measures()]) { OneOf = Sorts };

    public static Form Standard { get; } = new("standard", "a standard such as { percentile: 90 }",
        [
            .. Measures(),
            new("by", "exceptions by attribute and value, or a list of them with 'where'", new Shape.Either(
                new Shape.Items(Of(Exception)),
                new Shape.Named(Name, new Shape.Named(Literal, new Shape.Either(Literal, Of(Measure)))))),
        ]) { OneOf = Sorts };

    public static Form Peers { get; } = new("peers", "peers such as { by: industry, atLeast: 30, otherwise: market, percentile: type-7 }",
        new("by", "a declared category: stores are compared with those of the same value; without it, with the whole market", Name),
        new("atLeast", "the least number of readings behind a benchmark", new Shape.Whole(1, 1_000_000), true),
        new("otherwise", "whom else they are compared with where there are fewer", new Shape.Word(["market"])),
        new("percentile", string.Join(", ", Words.Percentiles.Keys), WordOf(Words.Percentiles), true));

    private static IEnumerable<Field> Measures() =>
    [
        new("value", "a number, the name of a step, or a share of another metric", Literal),
        new("percentile", "a percentile of the store's peers, counted from the worse end", Percent),
        new("rank", "the place of the last of the store's peers that meets it, such as 100 for the best hundred", new Shape.Whole(1, MostPlaces)),
        new("median", "the median of the store's peers, to be passed (strictly) or reached (inclusive)", WordOf(Words.Strictness)),
        new("mean", "the mean of the store's peers, to be passed (strictly) or reached (inclusive)", WordOf(Words.Strictness)),
        new("leader", "a share of the best reading such as 80 %", Factor),
        new("dated", "limits that hold from a period on", new Shape.Called("dated-limits", () => new Shape.Items(Of(Dated), 1))),
        new("times", "what a percentile, rank, median or mean is multiplied by, such as 1.2 or 80 %", Factor),
        new("plus", "what is added to a percentile, rank, median, mean or leader, such as 0.1 or -2 %", Number),
        new("among", "whom the store is compared with instead of its peers", WordOf(Words.Everyone)),
        new("strictly", "whether more than the limit is asked", YesNo),
    ];
}
