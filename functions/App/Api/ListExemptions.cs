using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What stores are not held to, and who recorded it when.</summary>
public sealed class ListExemptions(Answers answers, RulingRequests requests)
{
    [Function(nameof(ListExemptions))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/exemptions")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.ListExemptionsAsync(request, token), cancellationToken);
}
