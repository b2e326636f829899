using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Records exemptions; a closed period is judged by them in its next revision.</summary>
public sealed class RecordExemptions(Answers answers, RulingRequests requests)
{
    [Function(nameof(RecordExemptions))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/exemptions")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.OnceAsync(request, Right.Operate, token => requests.RecordExemptionsAsync(request, token), cancellationToken);
}
