using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Signs a link by which a merchant sees their own store for a while.</summary>
public sealed class LinkStore(Answers answers, LinkRequests requests)
{
    [Function(nameof(LinkStore))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/stores/{store}/links")] HttpRequest request, string store, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.LookAfter, token => requests.SignAsync(request, store, token), cancellationToken);
}
