using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Whether what the functions need can be reached.</summary>
public sealed class Ready(Answers answers, HealthRequests requests)
{
    [Function(nameof(Ready))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Anyone, token => requests.ReadyAsync(token), cancellationToken);
}
