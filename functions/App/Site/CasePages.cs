using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.App.Site;

/// <summary>Makes the board of cases, and the page of one.</summary>
public sealed class CasePages(FindCasesHandler find, Callers callers)
{
    public async Task<IResult> BoardAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var policies = await find.PoliciesAsync(cancellationToken);
        var policy = Read.Programme(request.Query["programme"]) is { } programme ? await find.PolicyAsync(programme, cancellationToken) : policies.Count > 0 ? policies[0] : null;
        var (person, overdue) = (Read.Word(request, "person"), request.Query["overdue"] == "true");
        var all = policy is null ? [] : await find.ListAsync(new FindCases(policy.Programme), cancellationToken);
        return await OperatorPage.AnswerAsync<CasesPage>(request, new()
        {
            [nameof(CasesPage.Policies)] = policies,
            [nameof(CasesPage.Policy)] = policy,
            [nameof(CasesPage.Cases)] = all.Where(one => (person is null || one.Case.Person == person) && (!overdue || one.IsOverdue)).ToList(),
            [nameof(CasesPage.People)] = all.Select(one => one.Case.Person).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(),
            [nameof(CasesPage.Person)] = person,
            [nameof(CasesPage.Overdue)] = overdue,
            [nameof(CasesPage.MayWork)] = callers.PersonOf(request)?.AsWorker().Roles.Count > 0,
        });
    }

    public async Task<IResult> CaseAsync(HttpRequest request, string key, CancellationToken cancellationToken)
    {
        if (await find.FindAsync(Read.Case(key), cancellationToken) is not var (found, log)) return CaseProblem.NotFound();
        return await OperatorPage.AnswerAsync<CasePage>(request, new()
        {
            [nameof(CasePage.Found)] = found,
            [nameof(CasePage.Log)] = log,
            [nameof(CasePage.Roles)] = callers.PersonOf(request)?.AsWorker().Roles ?? [],
        });
    }
}
