using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Scores a strength.</summary>
public sealed class ScoreCase(Answers answers, CaseRequests requests)
{
    [Function(nameof(ScoreCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/cases/{case}/score")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.LookAfter, token => requests.ScoreAsync(request, @case, token), cancellationToken);
}
