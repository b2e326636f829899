using System.Globalization;
using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>What a metric reads of another programme, or of earlier periods of its own.</summary>
internal static class ResultForms
{
    /// <summary>The most periods that may be looked back on.</summary>
    public const int Many = 60;

    public const string Same = "the period";

    public static string Spans { get; } = string.Create(CultureInfo.InvariantCulture,
        $"{Same}, months of the period, last quarter, last 3 months (up to {Many}; days, weeks, months, quarters, half-years or years)");

    /// <summary>The longest number of periods, or of anything else, that lies between a period and an earlier one.</summary>
    public const int Longest = 999;

    public const string Period = "period";

    public static string Agos { get; } = string.Create(CultureInfo.InvariantCulture, $"how long before, such as 1 period, 4 periods or 1 year (up to {Longest})");

    public static Form Earlier { get; } = new("earlier", "an earlier reading such as { of: sales, ago: 1 year } or { of: sales, last: 3, take: mean }",
        new("of", "the metric of which the reading is read, as outcomes of this programme keep it", Name, true),
        new("ago", Agos + "; a whole number of the programme's periods",
            new Shape.Text($"^[1-9][0-9]{{0,2}} ({Period}s?|{string.Join('|', Words.Single.Keys.Concat(Words.Several.Keys))})$")),
        new("last", "how many periods up to the one before, with 'take'", new Shape.Whole(1, Many)),
        new("take", $"what the readings of these come to: {string.Join(", ", Words.TakesOfReadings.Keys)}", WordOf(Words.TakesOfReadings)),
        new("otherwise", "supplied: the blobs' column of the metric's name is read where there is no run for any of the periods", WordOf(Words.Supplied)))
    { OneOf = ["ago", "last"], Together = [("last", "take")] };

    public static Form Source { get; } = new("from", "a programme such as { programme: service-level, over: months of the period, take: worst }",
        new("programme", "another programme", Id, true),
        new("over", Spans + "; the very period, unless it says otherwise",
            new Shape.Text($"^({Same}|({string.Join('|', Words.Several.Keys)}) of the period|last ({string.Join('|', Words.Single.Keys)})|last [1-9][0-9]? ({string.Join('|', Words.Several.Keys)}))$")),
        new("take", $"which of several tiers: {string.Join(", ", Words.Takes.Keys)}; the last, unless it says otherwise", WordOf(Words.Takes)),
        new("counts", "for a count: the tiers whose periods are counted", new Shape.Items(Text, 1)),
        new("products", "for a count of a programme that judges products: the tiers whose products are counted, those of the store that held one of them in each of the periods", new Shape.Items(Text, 1)),
        new("otherwise", "supplied: the blobs' column of the metric's name is read where the programme has no run for any of the periods", WordOf(Words.Supplied)));
}
