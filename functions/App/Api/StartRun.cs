using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Starts the assessment of a programme for a period by hand: a correction, an override, or a timer that did not fire.</summary>
public sealed class StartRun(Answers answers, RunRequests requests)
{
    [Function(nameof(StartRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/runs")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Operate, token => requests.StartAsync(request, token), cancellationToken);
}
