using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Says which store a seller has opened who had none.</summary>
public sealed class LinkCase(Answers answers, CaseRequests requests)
{
    [Function(nameof(LinkCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/cases/{case}/link")] HttpRequest request, string @case, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.LookAfter, token => requests.LinkAsync(request, @case, token), cancellationToken);
}
