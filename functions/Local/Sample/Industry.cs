namespace TierFunctions.Local.Sample;

/// <summary>An industry of the sample.</summary>
/// <param name="Share">Its stores among 1,000.</param>
/// <param name="Sales">What a middling store sells in 90 days, in USD.</param>
/// <param name="Basket">A usual order, in USD.</param>
internal sealed record Industry(string Name, int Share, double Sales, double Basket)
{
    private static readonly Industry[] all =
    [
        new("apparel", 145, 42_000, 21),
        new("shoes", 125, 38_000, 32),
        new("beauty", 110, 35_000, 14),
        new("health", 95, 30_000, 19),
        new("jewellery", 88, 26_000, 11),
        new("toys", 80, 29_000, 17),
        new("phones", 74, 95_000, 118),
        new("computers", 68, 88_000, 104),
        new("home_decor", 62, 33_000, 24),
        new("garden", 56, 28_000, 36),
        new("sports", 51, 31_000, 29),
        new("auto_parts", 46, 47_000, 41),
    ];

    public static Industry Draw(Chance chance)
    {
        var place = chance.Below(all.Sum(i => i.Share));
        foreach (var industry in all)
        {
            if (place < industry.Share) return industry;
            place -= industry.Share;
        }
        return all[^1];
    }
}
