using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.App.Api;

/// <summary>Requests about cases: which there are, one with its log, and what somebody does to it.</summary>
public sealed class CaseRequests(FindCasesHandler find, WorkOnCaseHandler work, Callers callers, TimeProvider time)
{
    private const int UsualPage = 50;
    private const int LongestPage = 200;

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var most = Read.Limit(request, UsualPage, LongestPage);
        var asked = new FindCases(
            Read.Programme(request.Query["programme"]), Read.Word(request, "state"), Read.Word(request, "person"), request.Query["overdue"].ToString() switch
            {
                "" or "false" => false,
                "true" => true,
                _ => throw new RefusedRequestException(StatusCodes.Status400BadRequest, "That is not what overdue can be: expected true or false."),
            });
        var after = request.Query["after"].ToString();
        if (after.Length > 0) Read.Case(after);
        var page = (await find.ListAsync(asked, cancellationToken)).Where(one => string.CompareOrdinal(one.Case.Key.ToString(), after) > 0).Take(most + 1).ToList();
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("cases");
            foreach (var one in page.Take(most)) CaseJson.Write(json, one);
            json.WriteEndArray();
            json.WriteString("next", page.Count > most ? page[most - 1].Case.Key.ToString() : null);
            json.WriteEndObject();
        });
    }

    public async Task<IResult> FindAsync(string key, CancellationToken cancellationToken) =>
        await find.FindAsync(Read.Case(key), cancellationToken) is var (found, log) ? JsonAnswer.Of(json => CaseJson.Write(json, found, log)) : CaseProblem.NotFound();

    public async Task<IResult> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = await Body.ReadJsonAsync(request, RequestJson.Default.CaseOpening, cancellationToken);
        var programme = Read.Programme(asked.Programme) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a programme.");
        var key = find.KeyOfToday(await find.PolicyAsync(programme, cancellationToken), Read.Store(asked.Store));
        return await DoAsync(new CaseWork.Open(key, WorkerOf(request, asked), Read.Note(asked.Note)), StatusCodes.Status201Created, cancellationToken);
    }

    public Task<IResult> AssignAsync(HttpRequest request, string key, CancellationToken cancellationToken) => DoAsync(
        request, RequestJson.Default.CaseAssignment, asked => new CaseWork.Assign(Read.Case(key), asked.Person, WorkerOf(request, asked), Read.Note(asked.Note)), cancellationToken);

    public Task<IResult> MoveAsync(HttpRequest request, string key, CancellationToken cancellationToken) => DoAsync(
        request, RequestJson.Default.CaseMove, asked => new CaseWork.Move(Read.Case(key), asked.To, asked.How, WorkerOf(request, asked), Read.Note(asked.Note)), cancellationToken);

    public Task<IResult> ScoreAsync(HttpRequest request, string key, CancellationToken cancellationToken) => DoAsync(
        request, RequestJson.Default.CaseScore, asked => new CaseWork.Score(Read.Case(key), asked.Strength, asked.Score, WorkerOf(request, asked), Read.Note(asked.Note)), cancellationToken);

    public Task<IResult> ReceiveAsync(HttpRequest request, string key, CancellationToken cancellationToken) => DoAsync(
        request, RequestJson.Default.CasePaper, asked => new CaseWork.Receive(Read.Case(key), asked.Paper, WorkerOf(request, asked), Read.Note(asked.Note)), cancellationToken);

    public Task<IResult> LinkAsync(HttpRequest request, string key, CancellationToken cancellationToken) => DoAsync(
        request, RequestJson.Default.CaseStore, asked => new CaseWork.Link(Read.Case(key), Read.Store(asked.Store), WorkerOf(request, asked), Read.Note(asked.Note)), cancellationToken);

    private async Task<IResult> DoAsync<T>(HttpRequest request, JsonTypeInfo<T> type, Func<T, CaseWork> read, CancellationToken cancellationToken) where T : class =>
        await DoAsync(read(await Body.ReadJsonAsync(request, type, cancellationToken)), StatusCodes.Status200OK, cancellationToken);

    private async Task<IResult> DoAsync(CaseWork what, int status, CancellationToken cancellationToken)
    {
        var policy = await find.PolicyAsync(what.Key.Programme, cancellationToken);
        var result = await work.HandleAsync(what, policy, cancellationToken);
        if (result.Objection is { } objection)
            return result.Case is null && what is not CaseWork.Open && objection.Fault is CaseFault.Unknown ? CaseProblem.NotFound() : CaseProblem.Of(objection);
        return JsonAnswer.Of(json => CaseJson.Write(json, FoundCase.Of(result.Case!, policy, time.GetUtcNow())), status); // there is one where nothing was objected to
    }

    /// <summary>Who is signed in works in their own name and roles; a program says for whom it does.</summary>
    private CaseWorker WorkerOf(HttpRequest request, CaseWorkRequest asked)
    {
        if (callers.PersonOf(request) is not { } person)
        {
            return new CaseWorker(
                asked.By ?? throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, "A case is worked on by a person: expected by, whose name it is."), Read.Role(asked.As) is { } role ? [role] : []);
        }
        return (asked.By ?? person.Name) == person.Name && asked.As is null ? person.AsWorker()
            : throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, $"Cases are worked on by whoever is signed in: expected no as, and as by {person.Name} or nobody.");
    }
}
