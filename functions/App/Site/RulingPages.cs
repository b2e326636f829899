using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using TierFunctions.App.Access;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.App.Site;

/// <summary>Makes the page of exemptions and decisions, and records what its forms send.</summary>
public sealed class RulingPages(IRulings rulings, RecordRulingsHandler record, IProgrammes programmes, Callers callers)
{
    private const string File = "form";
    private const int MostBytes = 64 << 10;
    private const int Shown = 50;

    public Task<IResult> RulingsAsync(HttpRequest request, CancellationToken cancellationToken) => PageAsync(
        request, new() { [nameof(RulingsPage.Recorded)] = request.Query["recorded"].ToString() is { Length: > 0 and <= 200 } id ? id : null }, StatusCodes.Status200OK, cancellationToken);

    public async Task<IResult> RecordExemptionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await Form.ReadAsync(request, MostBytes, cancellationToken);
        return await RecordAsync(request, form, RulingForms.ExemptionOf(form), nameof(RulingsPage.SentExemption), cancellationToken);
    }

    public async Task<IResult> RecordDecisionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await Form.ReadAsync(request, MostBytes, cancellationToken);
        return await RecordAsync(request, form, RulingForms.DecisionOf(form, NameOf(request)), nameof(RulingsPage.SentDecision), cancellationToken);
    }

    private async Task<IResult> RecordAsync(HttpRequest request, IFormCollection form, string document, string sent, CancellationToken cancellationToken)
    {
        var reading = RulingDocument.Read(File, document);
        var result = reading.Mistakes.Count > 0 ? null : await record.HandleAsync(reading.Rulings, NameOf(request), cancellationToken);
        if (result is { Refused.Count: 0 }) return new SeeOther(Addresses.Rulings + new QueryBuilder { { "recorded", result.Recorded.Concat(result.Known).First() } });
        return await PageAsync(
            request,
            new()
            {
                [nameof(RulingsPage.Mistakes)] = reading.Mistakes.Select(Form.LineOf).ToList(),
                [nameof(RulingsPage.Refused)] = result?.Refused ?? [],
                [sent] = RulingForms.Fields.ToDictionary(name => name, name => form[name].ToString()),
            },
            StatusCodes.Status422UnprocessableEntity, cancellationToken);
    }

    private async Task<IResult> PageAsync(HttpRequest request, Dictionary<string, object?> parameters, int status, CancellationToken cancellationToken)
    {
        var all = (await rulings.ListAsync(cancellationToken)).OrderByDescending(entry => entry.At).ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => (Entry: entry, Set: entry.Read())).ToList();
        parameters[nameof(RulingsPage.Exemptions)] = LogOf(request, "exemptions", [.. all.Where(one => one.Set.Exemptions.Count > 0).Select(one => one.Entry)]);
        parameters[nameof(RulingsPage.Decisions)] = LogOf(request, "decisions", [.. all.Where(one => one.Set.Decisions.Count > 0).Select(one => one.Entry)]);
        parameters[nameof(RulingsPage.Policies)] = await programmes.AllAsync(cancellationToken);
        parameters[nameof(RulingsPage.MayOperate)] = callers.MayOperate(request);
        return await OperatorPage.AnswerAsync<RulingsPage>(request, parameters, status);
    }

    /// <param name="name">The part of the address that says how many to leave out.</param>
    private static RulingLog LogOf(HttpRequest request, string name, List<RulingEntry> entries)
    {
        var left = int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var next = left < entries.Count - Shown ? string.Create(CultureInfo.InvariantCulture, $"{Addresses.Rulings}?{name}={left + Shown}#{name}") : null;
        return new RulingLog([.. entries.Skip(left).Take(Shown)], next);
    }

    // Only people come here; the right to the form has seen to it.
    private string NameOf(HttpRequest request) => callers.PersonOf(request)?.Name ?? throw new InvalidOperationException("Nobody is signed in.");
}
