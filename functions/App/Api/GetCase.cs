using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>One case, with who did what to it and when.</summary>
public sealed class GetCase(Answers answers, CaseRequests requests)
{
    [Function(nameof(GetCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/cases/{case}")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.FindAsync(@case, token), cancellationToken);
}
