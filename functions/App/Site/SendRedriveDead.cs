using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that puts back the messages of a run that were set aside.</summary>
public sealed class SendRedriveDead(SiteAnswers answers, RunForms forms)
{
    [Function(nameof(SendRedriveDead))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/runs/{run}/redrive-dead")] HttpRequest request, string run, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.OperatePages, token => forms.RedriveDeadAsync(run, token), cancellationToken);
}
