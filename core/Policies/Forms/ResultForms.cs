using System.Globalization;
using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>What a metric reads of another programme.</summary>
internal static class ResultForms
{
    /// <summary>The most periods that may be looked back on.</summary>
    public const int Many = 60;

    public const string Same = "the period";

    public static string Spans { get; } = string.Create(CultureInfo.InvariantCulture,
        $"{Same}, months of the period, last quarter, last 3 months (up to {Many}; days, weeks, months, quarters, half-years or years)");

    public static Form Source { get; } = new("from", "a programme such as { programme: service-level, over: months of the period, take: worst }",
        new("programme", "another programme", Id, true),
        new("over", Spans + "; the very period, unless it says otherwise",
            new Shape.Text($"^({Same}|({string.Join('|', Words.Several.Keys)}) of the period|last ({string.Join('|', Words.Single.Keys)})|last [1-9][0-9]? ({string.Join('|', Words.Several.Keys)}))$")),
        new("take", $"which of several tiers: {string.Join(", ", Words.Takes.Keys)}; the last, unless it says otherwise", WordOf(Words.Takes)),
        new("counts", "for a count: the tiers whose periods are counted", new Shape.Items(Text, 1)),
        new("products", "for a count of a programme that judges products: the tiers whose products are counted, those of the store that held one of them in each of the periods", new Shape.Items(Text, 1)),
        new("otherwise", "supplied: the blobs' column of the metric's name is read where the programme has no run for any of the periods", WordOf(Words.Supplied)));
}
