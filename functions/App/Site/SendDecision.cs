using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that records a decision on one store.</summary>
public sealed class SendDecision(SiteAnswers answers, RulingPages pages)
{
    [Function(nameof(SendDecision))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/rulings/decisions")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.OperatePages, token => pages.RecordDecisionAsync(request, token), cancellationToken);
}
