using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace TierFunctions.App;

/// <summary>Starts the assessment of a programme for a period by hand: a correction, an override, or a timer that did not fire.</summary>
public sealed class StartRun(RunRequests requests)
{
    [Function(nameof(StartRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/runs")] HttpRequest request, CancellationToken cancellationToken) =>
        requests.StartAsync(request, cancellationToken);
}
