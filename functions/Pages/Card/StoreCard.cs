using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.Pages.Card;

/// <summary>What a merchant sees of their own store: a part for each programme that judges it, or its products.</summary>
/// <param name="Words">In whose language.</param>
/// <param name="Languages">Where the card is in each language.</param>
public sealed record StoreCard(string Store, CardWords Words, IReadOnlyList<StoreCardPart> Parts, IReadOnlyList<CardLanguage> Languages)
{
    /// <summary>What became of its products, of each programme that judges those.</summary>
    public IReadOnlyList<StoreProducts> Products { get; init; } = [];

    /// <summary>The programmes of the parts, in their order.</summary>
    public IEnumerable<Policy> Policies => Parts.Select(part => part.Explanation.Plan.Policy).Concat(Products.Select(products => products.Plan.Policy));

    /// <summary>What the store is called, if any programme's rows say so.</summary>
    public string? Name => Parts.Select(part => part.Explanation.Name).FirstOrDefault(name => name is not null);
}

/// <param name="History">Its outcomes in this programme, the latest last.</param>
public sealed record StoreCardPart(Explanation Explanation, IReadOnlyList<PastTier> History);

/// <summary>The tier that a store held after a period.</summary>
/// <param name="Tier">The tier's name.</param>
public sealed record PastTier(Period Period, string Tier);

/// <summary>A language that a card can be read in.</summary>
/// <param name="Address">Where, relative to the card.</param>
public sealed record CardLanguage(CardWords Words, string Address);
