using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.App.Api;

/// <summary>Requests about exemptions and operators' decisions: what is recorded, with who recorded it and when, and more of it.</summary>
public sealed class RulingRequests(IRulings rulings, RecordRulingsHandler record, Callers callers)
{
    private const string File = "rulings.yaml";
    private const string Program = "a program";
    private const int UsualPage = 50;
    private const int LongestPage = 200;

    public Task<IResult> ListExemptionsAsync(HttpRequest request, CancellationToken cancellationToken) => ListAsync(
        request, "exemptions", set => set.Exemptions, (exemption, programme) => exemption.Programmes.Count == 0 || exemption.Programmes.Contains(programme, StringComparer.Ordinal),
        RulingAnswer.Write, cancellationToken);

    public Task<IResult> ListDecisionsAsync(HttpRequest request, CancellationToken cancellationToken) => ListAsync(
        request, "decisions", set => set.Decisions, (decision, programme) => decision.Programme == programme, RulingAnswer.Write, cancellationToken);

    public async Task<IResult> RecordExemptionsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var set = await ReadAsync(request, cancellationToken);
        if (set.Decisions.Count > 0) return Problem.Of(StatusCodes.Status400BadRequest, "Decisions are recorded at another address: expected exemptions alone.");
        return await RecordAsync(request, set, cancellationToken);
    }

    public async Task<IResult> RecordDecisionsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var set = await ReadAsync(request, cancellationToken);
        if (set.Exemptions.Count > 0) return Problem.Of(StatusCodes.Status400BadRequest, "Exemptions are recorded at another address: expected decisions alone.");
        // A program records what somebody decided elsewhere; whoever is here decides in their own name.
        if (callers.PersonOf(request) is { } person && set.Decisions.Any(decision => decision.By != person.Name))
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, $"Decisions are by whoever is signed in: expected by: {person.Name}.");
        return await RecordAsync(request, set, cancellationToken);
    }

    private async Task<IResult> RecordAsync(HttpRequest request, RulingSet set, CancellationToken cancellationToken)
    {
        if (set.IsEmpty) return Problem.Of(StatusCodes.Status400BadRequest, "There is nothing to record in this document.");
        var result = await record.HandleAsync(set, callers.PersonOf(request)?.Name ?? Program, cancellationToken);
        if (result.Refused.Count > 0)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "Nothing was recorded.", new Dictionary<string, object?> { ["refused"] = result.Refused });
        return JsonAnswer.Of(
            json =>
            {
                json.WriteStartObject();
                json.WriteNames("recorded", result.Recorded);
                json.WriteNames("known", result.Known);
                json.WriteEndObject();
            },
            result.Recorded.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private async Task<IResult> ListAsync<T>(
        HttpRequest request, string name, Func<RulingSet, IReadOnlyList<T>> of, Func<T, string, bool> isOf, Action<Utf8JsonWriter, T, RulingEntry> write, CancellationToken cancellationToken)
    {
        var most = Read.Limit(request, UsualPage, LongestPage);
        var programme = Read.Programme(request.Query["programme"]);
        var after = request.Query["after"].ToString();
        var page = (await rulings.ListAsync(cancellationToken))
            .Where(entry => string.CompareOrdinal(entry.Id, after) > 0)
            .SelectMany(entry => of(entry.Read()).Select(ruling => (Entry: entry, Ruling: ruling)))
            .Where(one => programme is null || isOf(one.Ruling, programme))
            .Take(most + 1).ToList();
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray(name);
            foreach (var (entry, ruling) in page.Take(most)) write(json, ruling, entry);
            json.WriteEndArray();
            json.WriteString("next", page.Count > most ? page[most - 1].Entry.Id : null);
            json.WriteEndObject();
        });
    }

    private static async Task<RulingSet> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var reading = RulingDocument.Read(File, await Body.ReadTextAsync(request, Body.MostBytesOfJson, cancellationToken));
        return reading.Mistakes.Count == 0
            ? reading.Rulings
            : throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The document has mistakes.") { More = new Dictionary<string, object?> { ["mistakes"] = MistakeAnswer.Of(reading.Mistakes) } };
    }
}
