using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Http;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Api;

/// <summary>Requests about what is known of one store.</summary>
public sealed class StoreRequests(CompletedRuns completed, ExplainStoreHandler explain, StoreProductsHandler products, ProjectionRequests projections, StoreHistoryHandler history, INotices notices, IReminders reminders)
{
    private const long MostBytesKept = 32 << 20;

    private const int UsualPage = 20;
    private const int LongestPage = 100;

    private readonly AnswerCache<(object Runs, FindStoreProducts Asked, string? Product)> kept = new(MostBytesKept);

    public Task<IResult> TiersAsync(HttpRequest request, string store, string? programme, CancellationToken cancellationToken)
    {
        if (!Read.IsProjected(request)) return CardAsync(request, store, programme, cancellationToken);
        if (request.Query.ContainsKey("period")) return Task.FromResult<IResult>(Problem.Of(StatusCodes.Status400BadRequest, "Only the period that is under way is projected: expected no period."));
        return projections.TiersAsync(Read.Subject(request, store), Read.Programme(programme), cancellationToken);
    }

    /// <summary>What was judged and stored, which is all that a merchant's link opens.</summary>
    public async Task<IResult> CardAsync(HttpRequest request, string store, string? programme, CancellationToken cancellationToken)
    {
        var (id, product) = (Read.Store(store), Read.Product(request.Query["product"]));
        var asked = new FindStoreProducts(id, Read.Programme(programme), Read.Period(request.Query["period"]), Read.Product(request.Query["after"]), Read.Limit(request, UsualPage, LongestPage));
        // Outcomes are never rewritten: the answer is the same until another run completes.
        var key = (await completed.StampAsync(cancellationToken), asked, product);
        if (kept.Find(key) is { } same) return same;
        var subject = new SubjectKey(id, product).ToString();
        var found = await explain.HandleAsync(subject, asked.Programme, asked.Period, cancellationToken);
        var ofProducts = product is null ? await products.HandleAsync(asked, cancellationToken) : [];
        if (found.Count + ofProducts.Count == 0) return NotFound();
        var answer = JsonAnswer.Of(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("store", id);
                json.WriteStartArray("tiers");
                foreach (var explanation in found) EvidenceJson.Write(json, explanation);
                json.WriteEndArray();
                if (ofProducts.Count > 0) Write(json, ofProducts);
                json.WriteEndObject();
            },
            tag: ofProducts.Count > 0 ? null : JsonAnswer.TagOf(subject, string.Join('\n', found.Select(explanation => explanation.Run?.Key))));
        kept.Keep(key, answer);
        return answer;
    }

    public async Task<IResult> HistoryAsync(HttpRequest request, string store, CancellationToken cancellationToken)
    {
        var id = Read.Subject(request, store);
        var most = Read.Limit(request, UsualPage, LongestPage);
        var found = await history.HandleAsync(id, Read.Programme(request.Query["programme"]), Read.Day(request, "before"), most, cancellationToken);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            SubjectJson.WriteMembers(json, id);
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
        var id = Read.Subject(request, store);
        var most = Read.Limit(request, UsualPage, LongestPage);
        var (programme, before) = (Read.Programme(request.Query["programme"]), Read.Day(request, "before"));
        var runs = (await history.RunsAsync(id, programme, before, most, cancellationToken)).Select(run => run.Key).ToList();
        // What was owed before a period was assessed stands beside what the period itself owed; what the page's last period owed before it is on the next.
        var reminded = (await reminders.ListAsync(DateTimeOffset.MinValue, cancellationToken))
            .Where(key => (programme is null || key.Programme == programme) && (before is null || key.Period.LastDay < before) && (runs.Count < most || key.Period.LastDay >= runs[^1].Period.LastDay));
        var found = new List<Notice>();
        foreach (var key in reminded.OrderByDescending(key => key.Period.LastDay).Concat(runs)) found.AddRange(await notices.OfStoreAsync(key, id, cancellationToken));
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            SubjectJson.WriteMembers(json, id);
            json.WriteStartArray("notices");
            foreach (var notice in found) Write(json, notice);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<StoreProducts> products)
    {
        json.WriteStartArray("products");
        foreach (var ofProgramme in products) StoreProductsJson.Write(json, ofProgramme);
        json.WriteEndArray();
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
        if (notice.Product is { } product) json.WriteString("product", product);
        json.WriteString("channel", notice.Channel);
        json.WriteString("template", notice.Template);
        json.WriteString("movement", notice.Movement);
        json.WriteString("state", Words.Write(notice.State));
        json.WriteEndObject();
    }

    private static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "No completed run that was asked about has judged this store.");
}
