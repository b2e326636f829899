using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Whether this process answers at all.</summary>
public sealed class Live(Answers answers)
{
    [Function(nameof(Live))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Anyone, _ => HealthRequests.Live(), cancellationToken);
}
