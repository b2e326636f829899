using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>All versions of all policies.</summary>
public sealed class ShowPolicies(SiteAnswers answers, PolicyPages pages)
{
    [Function(nameof(ShowPolicies))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/policies")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.PoliciesAsync(request, token), cancellationToken);
}
