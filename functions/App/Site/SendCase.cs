using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The form that opens a case.</summary>
public sealed class SendCase(SiteAnswers answers, CaseForms forms)
{
    [Function(nameof(SendCase))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/cases")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToFormAsync(request, Right.LookAfterPages, token => forms.OpenAsync(request, token), cancellationToken);
}
