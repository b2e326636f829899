using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Notes that a paper came in.</summary>
public sealed class ReceivePaper(Answers answers, CaseRequests requests)
{
    [Function(nameof(ReceivePaper))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/cases/{case}/receive")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.LookAfter, token => requests.ReceiveAsync(request, @case, token), cancellationToken);
}
