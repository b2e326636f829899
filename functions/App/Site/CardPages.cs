using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using TierFunctions.App.Http;
using TierFunctions.Pages.Card;
using TierFunctions.Pages.Documents;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.App.Site;

/// <summary>Makes the cards of stores.</summary>
public sealed class CardPages(ExplainStoreHandler explain, StoreProductsHandler products, StoreHistoryHandler history)
{
    private const int PeriodsOfHistory = 24;
    private const int MostProducts = 20;

    public async Task<IResult> CardAsync(HttpRequest request, string store, CancellationToken cancellationToken)
    {
        var id = Read.Store(store);
        var explanations = await explain.HandleAsync(id, programme: null, period: null, cancellationToken);
        var ofProducts = await products.HandleAsync(new FindStoreProducts(id, Programme: null, Period: null, After: null, MostProducts), cancellationToken);
        if (explanations.Count + ofProducts.Count == 0) return Problem.Of(StatusCodes.Status404NotFound, "No programme has judged this store.");
        var parts = new List<StoreCardPart>();
        foreach (var explanation in explanations)
        {
            var past = await history.HandleAsync(id, explanation.Plan.Policy.Programme, before: null, PeriodsOfHistory, cancellationToken);
            parts.Add(new StoreCardPart(explanation, [.. past.Reverse().Select(outcome => new PastTier(outcome.Run.Key.Period, outcome.Outcome.Tier))]));
        }
        var card = new StoreCard(id, Languages.Of(request), parts, [.. CardWords.All.Select(words => new CardLanguage(words, AddressIn(words, request)))]) { Products = ofProducts };
        return new HtmlAnswer(await Document.RenderAsync<CardPage>(new Dictionary<string, object?> { [nameof(CardPage.Card)] = card }), Sheet.Card);
    }

    /// <summary>The same card in a language; the merchant's link goes with it.</summary>
    private static string AddressIn(CardWords words, HttpRequest request)
    {
        var query = new QueryBuilder(request.Query.Where(part => part.Key != Languages.Choice)) { { Languages.Choice, words.Language } };
        return query.ToString();
    }
}
