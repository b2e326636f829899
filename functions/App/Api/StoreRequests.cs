using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Api;

/// <summary>Requests about what is known of one store.</summary>
public sealed class StoreRequests(CompletedRuns completed, ExplainStoreHandler explain, ProjectionRequests projections, StoreHistoryHandler history, INotices notices, IReminders reminders)
{
    private const long MostBytesKept = 32 << 20;

    private const int UsualPage = 20;
    private const int LongestPage = 100;

    private readonly AnswerCache<(object Runs, string Store, string? Programme, Domain.Calendar.Period? Period)> kept = new(MostBytesKept);

    public Task<IResult> TiersAsync(HttpRequest request, string store, string? programme, CancellationToken cancellationToken)
    {
        if (!Read.IsProjected(request)) return CardAsync(request, store, programme, cancellationToken);
        if (request.Query.ContainsKey("period")) return Task.FromResult<IResult>(Problem.Of(StatusCodes.Status400BadRequest, "Only the period that is under way is projected: expected no period."));
        return projections.TiersAsync(Read.Store(store), Read.Programme(programme), cancellationToken);
    }

    /// <summary>What was judged and stored, which is all that a merchant's link opens.</summary>
    public async Task<IResult> CardAsync(HttpRequest request, string store, string? programme, CancellationToken cancellationToken)
    {
        var id = Read.Store(store);
        // Outcomes are never rewritten: the answer is the same until another run completes.
        var (name, period) = (Read.Programme(programme), Read.Period(request.Query["period"]));
        var key = (await completed.StampAsync(cancellationToken), id, name, period);
        if (kept.Find(key) is { } same) return same;
        var found = await explain.HandleAsync(id, name, period, cancellationToken);
        if (found.Count == 0) return NotFound();
        var answer = JsonAnswer.Of(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("store", id);
                json.WriteStartArray("tiers");
                foreach (var explanation in found) EvidenceJson.Write(json, explanation);
                json.WriteEndArray();
                json.WriteEndObject();
            },
            tag: JsonAnswer.TagOf($"{id}\n{string.Join('\n', found.Select(explanation => explanation.Run?.Key))}"));
        kept.Keep(key, answer);
        return answer;
    }

    public async Task<IResult> HistoryAsync(HttpRequest request, string store, CancellationToken cancellationToken)
    {
        var id = Read.Store(store);
        var most = Read.Limit(request, UsualPage, LongestPage);
        var found = await history.HandleAsync(id, Read.Programme(request.Query["programme"]), Read.Day(request, "before"), most, cancellationToken);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("store", id);
            json.WriteStartArray("outcomes");
            foreach (var past in found) Write(json, past);
            json.WriteEndArray();
            // What ended on that day is on this page.
            json.WriteString("next", found.Count >= most ? found[^1].Run.Key.Period.LastDay.ToString("O", null) : null);
            json.WriteEndObject();
        });
    }

    public async Task<IResult> NoticesAsync(HttpRequest request, string store, CancellationToken cancellationToken)
    {
        var id = Read.Store(store);
        var most = Read.Limit(request, UsualPage, LongestPage);
        var (programme, before) = (Read.Programme(request.Query["programme"]), Read.Day(request, "before"));
        var runs = (await history.HandleAsync(id, programme, before, most, cancellationToken)).Select(past => past.Run.Key).ToList();
        // What was owed before a period was assessed stands beside what the period itself owed; what the page's last period owed before it is on the next.
        var reminded = (await reminders.ListAsync(DateTimeOffset.MinValue, cancellationToken))
            .Where(key => (programme is null || key.Programme == programme) && (before is null || key.Period.LastDay < before) && (runs.Count < most || key.Period.LastDay >= runs[^1].Period.LastDay));
        var found = new List<Notice>();
        foreach (var key in reminded.OrderByDescending(key => key.Period.LastDay).Concat(runs)) found.AddRange(await notices.OfStoreAsync(key, id, cancellationToken));
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("store", id);
            json.WriteStartArray("notices");
            foreach (var notice in found) Write(json, notice);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, PastOutcome past)
    {
        var (run, outcome) = past;
        json.WriteStartObject();
        json.WriteString("programme", run.Key.Programme);
        json.WriteString("period", run.Key.Period.ToString());
        json.WriteString("run", run.Key.ToString());
        json.WriteString("policyVersion", run.PolicyVersion);
        json.WriteString("status", Words.Write(outcome.Status));
        json.WriteString("tier", outcome.Tier);
        json.WriteString("before", outcome.Before);
        json.WriteString("since", outcome.Since?.ToString("O", null));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("run", notice.Run.ToString());
        json.WriteString("channel", notice.Channel);
        json.WriteString("template", notice.Template);
        json.WriteString("movement", notice.Movement);
        json.WriteString("state", Words.Write(notice.State));
        json.WriteEndObject();
    }

    private static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "No completed run that was asked about has judged this store.");
}
