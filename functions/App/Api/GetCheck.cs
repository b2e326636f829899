using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>A what-if that was kept.</summary>
public sealed class GetCheck(Answers answers, KeptCheckRequests requests)
{
    [Function(nameof(GetCheck))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/checks/{check}")] HttpRequest request, string check, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => requests.GetAsync(check, token), cancellationToken);
}
