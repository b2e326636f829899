using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Moves a case to another state.</summary>
public sealed class MoveCase(Answers answers, CaseRequests requests)
{
    [Function(nameof(MoveCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/cases/{case}/move")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.LookAfter, token => requests.MoveAsync(request, @case, token), cancellationToken);
}
