using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies;
using TierFunctions.Policies.Linting;

namespace TierFunctions.App.Site;

/// <summary>Makes the operator's pages about policies.</summary>
public sealed class PolicyPages(IProgrammes programmes, IPolicies policies)
{
    private const string File = "policy.yaml";

    public async Task<IResult> PoliciesAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await OperatorPage.AnswerAsync<PoliciesPage>(request, new() { [nameof(PoliciesPage.Policies)] = await programmes.AllAsync(cancellationToken) });

    public async Task<IResult> PolicyAsync(HttpRequest request, string programme, CancellationToken cancellationToken)
    {
        var name = Read.Programme(programme);
        var versions = (await programmes.AllAsync(cancellationToken)).Where(policy => policy.Programme == name).OrderByDescending(policy => policy.EffectiveFrom).ToList();
        var shown = Version(request, "version", versions) ?? versions.FirstOrDefault();
        if (shown is null) return Problem.Of(StatusCodes.Status404NotFound, "There is no such programme.");
        var document = await policies.InForceAsync(shown.Programme, shown.EffectiveFrom, cancellationToken);
        return await OperatorPage.AnswerAsync<PolicyPage>(request, new()
        {
            [nameof(PolicyPage.Document)] = document,
            [nameof(PolicyPage.Versions)] = versions,
            [nameof(PolicyPage.Against)] = Version(request, "against", versions),
            [nameof(PolicyPage.Findings)] = Linter.Findings(PolicyDocument.Read(File, document.Text)).Select(finding => new OddPart(finding.Line, finding.Severity.ToString(), finding.Where, finding.Why)).ToList(),
        });
    }

    private static Policy? Version(HttpRequest request, string name, IEnumerable<Policy> versions) =>
        request.Query[name].ToString() is { Length: > 0 } version ? versions.FirstOrDefault(policy => policy.Version == version) : null;
}
