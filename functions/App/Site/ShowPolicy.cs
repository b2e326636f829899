using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>A version of a policy as merchants read it, what is odd about it, and what another version says differently.</summary>
public sealed class ShowPolicy(SiteAnswers answers, PolicyPages pages)
{
    [Function(nameof(ShowPolicy))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/policies/{programme}")] HttpRequest request, string programme, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.PolicyAsync(request, programme, token), cancellationToken);
}
