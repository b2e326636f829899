using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Opens a case that no screening did, such as for a brand that has no store yet.</summary>
public sealed class OpenCase(Answers answers, CaseRequests requests)
{
    [Function(nameof(OpenCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/cases")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.LookAfter, token => requests.OpenAsync(request, token), cancellationToken);
}
