using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;

namespace TierFunctions.App.Site;

/// <summary>Ends mails of a kind: by a mail program's own button, or by the one on the page.</summary>
public sealed class Unsubscribe(SiteAnswers answers, Unsubscribing unsubscribing)
{
    [Function(nameof(Unsubscribe))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToPageAsync(request, Right.Anyone, token => unsubscribing.DoAsync(request, token), cancellationToken);
}
