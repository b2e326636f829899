using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that lets a run go on which the quality gate stopped.</summary>
public sealed class SendGateOverride(SiteAnswers answers, RunForms forms)
{
    [Function(nameof(SendGateOverride))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/runs/{run}/override-gate")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.OperatePages, token => forms.OverrideGateAsync(request, run, token), cancellationToken);
}
