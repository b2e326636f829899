using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The forms by which people work on a case.</summary>
public sealed class SendCaseWork(SiteAnswers answers, CaseForms forms)
{
    [Function(nameof(SendCaseWork))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/cases/{case}/{work}")] HttpRequest request, string @case, string work, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.LookAfterPages, token => forms.WorkAsync(request, @case, work, token), cancellationToken);
}
