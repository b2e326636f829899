using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>The page behind the link with which a mail ends.</summary>
public sealed class AskToUnsubscribe(SiteAnswers answers)
{
    [Function(nameof(AskToUnsubscribe))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unsubscribe")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.Anyone, _ => Unsubscribing.AskAsync(request), cancellationToken);
}
