using System.Globalization;

namespace TierFunctions.Local.Sample;

/// <summary>
/// A store of the sample and what lasts about it. The marketplace has a fixed number of places; each is taken by one store after
/// another, ten years each, so that in a quarter about one store in forty is new and as many have gone.
/// </summary>
/// <param name="Draws">Begins the key of everything that is drawn for this store.</param>
/// <param name="HeldTier">What it held before this system judged it; blank for what opened later.</param>
/// <param name="Quality">How good the store is at bottom: nearly a standard normal number.</param>
/// <param name="Opened">The month it opened, counted from the year 0.</param>
internal sealed record SampleStore(
    long Draws, string Id, string Name, Industry Industry, string StoreType, string BusinessModel, string Country, string HeldTier,
    double Quality, int Opened)
{
    private const int MonthsAPlaceIsHeld = 120;

    // What was held before is known for stores that opened before this month.
    private const int FirstMonthJudged = 2026 * 12;

    // Most stores are Chinese; the rest are spread over the marketplace's local sellers.
    private static readonly string[] abroad = ["KR", "ES", "TR", "BR", "FR", "PL", "IT", "US", "DE", "VN"];

    /// <summary>The store that has a place in a month. It does not depend on how many places there are.</summary>
    public static SampleStore At(int seed, int place, int month)
    {
        var shift = new Chance(seed, place).Below(MonthsAPlaceIsHeld);
        var holder = (month + shift) / MonthsAPlaceIsHeld;
        var opened = holder * MonthsAPlaceIsHeld - shift;

        var chance = new Chance(seed, place, holder);
        var draws = chance.Key();
        var quality = chance.Normal();
        var businessModel = chance.Is(0.85) ? "pop" : "managed";
        var country = businessModel == "managed" || chance.Is(0.72) ? "CN" : chance.Among(abroad);
        var storeType = (quality + 0.9 * chance.Normal()) switch
        {
            > 1.2 => "official",
            > 0.5 => "franchise",
            > -0.5 => "specialty",
            _ => "ordinary",
        };
        return new SampleStore(
            draws,
            string.Create(CultureInfo.InvariantCulture, $"S{holder:D3}{place:D6}"),
            StoreName.Draw(chance, place, storeType),
            Industry.Draw(chance),
            storeType, businessModel, country,
            opened >= FirstMonthJudged ? "" : Held(businessModel, quality + 0.3 * chance.Normal()),
            quality, opened);
    }

    // Medals are for merchants who run their stores themselves.
    private static string Held(string businessModel, double merit) => merit switch
    {
        _ when businessModel != "pop" => "none",
        > 1.88 => "gold",
        > 1.18 => "silver",
        _ => "none",
    };
}
