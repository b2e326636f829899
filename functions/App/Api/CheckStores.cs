using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Where up to a hundred stores would stand with other readings; nothing is stored.</summary>
public sealed class CheckStores(Answers answers, CheckRequests requests)
{
    [Function(nameof(CheckStores))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/checks")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.LookAfter, token => requests.CheckAllAsync(request, token), cancellationToken);
}
