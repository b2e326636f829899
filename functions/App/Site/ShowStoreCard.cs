using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>A store's card, for its merchant, who comes by a link, and for people who look after it.</summary>
public sealed class ShowStoreCard(SiteAnswers answers, CardPages pages)
{
    [Function(nameof(ShowStoreCard))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stores/{store}")] HttpRequest request, string store, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.Card(store), token => pages.CardAsync(request, store, token), cancellationToken);
}
