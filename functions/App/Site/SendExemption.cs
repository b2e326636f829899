using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that grants an exemption.</summary>
public sealed class SendExemption(SiteAnswers answers, RulingPages pages)
{
    [Function(nameof(SendExemption))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/rulings/exemptions")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.OperatePages, token => pages.RecordExemptionAsync(request, token), cancellationToken);
}
