using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Records operators' decisions; a closed period is judged by them in its next revision.</summary>
public sealed class RecordDecisions(Answers answers, RulingRequests requests)
{
    [Function(nameof(RecordDecisions))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/decisions")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.Operate, token => requests.RecordDecisionsAsync(request, token), cancellationToken);
}
