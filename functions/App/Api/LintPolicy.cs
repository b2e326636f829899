using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>What is wrong or odd in a policy document that somebody is writing; nothing is stored.</summary>
public sealed class LintPolicy(Answers answers)
{
    [Function(nameof(LintPolicy))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/policies/lint")] HttpRequest request, CancellationToken cancellationToken) =>
        answers.ToAsync(request, Right.Read, token => PolicyRequests.LintAsync(request, token), cancellationToken);
}
