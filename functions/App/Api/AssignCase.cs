using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Gives a case to a person.</summary>
public sealed class AssignCase(Answers answers, CaseRequests requests)
{
    [Function(nameof(AssignCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/cases/{case}/assign")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.LookAfter, token => requests.AssignAsync(request, @case, token), cancellationToken);
}
