using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that sends once more what a run waits for.</summary>
public sealed class SendRedrive(SiteAnswers answers, RunForms forms)
{
    [Function(nameof(SendRedrive))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/runs/{run}/redrive")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.OperatePages, token => forms.RedriveAsync(run, token), cancellationToken);
}
