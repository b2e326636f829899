using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Cases with their deadlines, ordered by key.</summary>
public sealed class ListCases(Answers answers, CaseRequests requests)
{
    [Function(nameof(ListCases))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/cases")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.ListAsync(request, token), cancellationToken);
}
