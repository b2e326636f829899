using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>Finds stores of a run.</summary>
public sealed class ShowStores(SiteAnswers answers, StorePages pages)
{
    [Function(nameof(ShowStores))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/stores")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.StoresAsync(request, token), cancellationToken);
}
