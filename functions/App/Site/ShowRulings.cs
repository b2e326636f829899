using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>Exemptions and decisions with who recorded them, and the forms to record more.</summary>
public sealed class ShowRulings(SiteAnswers answers, RulingPages pages)
{
    [Function(nameof(ShowRulings))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/rulings")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.ReadPages, token => pages.RulingsAsync(request, token), cancellationToken);
}
