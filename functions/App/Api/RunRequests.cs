using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.App.Api;

/// <summary>Requests about runs: the request is read, what follows is sent, and the answer says what came of it.</summary>
public sealed class RunRequests(IRuns runs, StartRunHandler start, OverrideGateHandler overrideGate, SweepHandler sweep, IQueues queues)
{
    private const int UsualPage = 50;
    private const int LongestPage = 200;
    private const int MostPlaces = 100;

    public async Task<IResult> StartAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = await Body.ReadJsonAsync(request, RequestJson.Default.RunRequest, cancellationToken);
        var programme = Read.Programme(asked.Programme) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a programme.");
        var period = Read.Period(asked.Period) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a period.");
        if (asked.Metrics is { Count: 0 or > MostPlaces } || asked.Metrics?.Any(string.IsNullOrWhiteSpace) == true)
            return Problem.Of(StatusCodes.Status400BadRequest, FormattableString.Invariant($"Expected 1 to {MostPlaces} places in \"metrics\", or none of that name."));
        var places = asked.Metrics ?? [AssessEndedPeriodsHandler.PlaceOf(programme, period)];
        return await AcceptAsync(
            await start.HandleAsync(new Pipeline.Runs.StartRun(programme, period, places, Read.Reason(asked.Revise), Read.Reason(asked.OverrideGate)), cancellationToken), cancellationToken);
    }

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var most = Read.Limit(request, UsualPage, LongestPage);
        var after = request.Query["after"].ToString() is { Length: > 0 } text ? Read.Run(text) : null;
        var known = await runs.ListAsync(Read.Programme(request.Query["programme"]), cancellationToken);
        // Newest first within a programme.
        var all = known.GroupBy(run => run.Key.Programme).SelectMany(programme => programme.Reverse());
        if (after is not null) all = all.SkipWhile(run => run.Key != after).Skip(1);
        var page = all.Take(most + 1).ToList();
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("runs");
            foreach (var run in page.Take(most)) Write(json, run);
            json.WriteEndArray();
            json.WriteString("next", page.Count > most ? page[most - 1].Key.ToString() : null);
            json.WriteEndObject();
        });
    }

    public async Task<IResult> FindAsync(string run, CancellationToken cancellationToken) =>
        await runs.FindAsync(Read.Run(run), cancellationToken) is { } found ? JsonAnswer.Of(json => Write(json, found)) : NotFound();

    public async Task<IResult> RedriveAsync(string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        if (await sweep.HandleAsync(key, cancellationToken) is not { } messages) return NotFound();
        await queues.SendAsync(messages, cancellationToken);
        return JsonAnswer.Of(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("run", key.ToString());
                json.WriteNumber("sent", messages.Count);
                json.WriteEndObject();
            },
            StatusCodes.Status202Accepted);
    }

    public async Task<IResult> OverrideGateAsync(HttpRequest request, string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        var asked = await Body.ReadJsonAsync(request, RequestJson.Default.ReasonRequest, cancellationToken);
        var reason = Read.Reason(asked.Reason) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a reason.");
        return await overrideGate.HandleAsync(key, reason, cancellationToken) is { } result ? await AcceptAsync(result, cancellationToken) : NotFound();
    }

    private async Task<IResult> AcceptAsync(StartResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case StartResult.Accepted accepted:
                await queues.SendAsync(accepted.Messages, cancellationToken);
                return new At($"/api/runs/{Uri.EscapeDataString(accepted.Run.Key.ToString())}", JsonAnswer.Of(
                    json =>
                    {
                        json.WriteStartObject();
                        json.WriteString("run", accepted.Run.Key.ToString());
                        json.WriteString("state", accepted.Run.State.ToString());
                        json.WriteBoolean("isNew", accepted.IsNew);
                        json.WriteEndObject();
                    },
                    StatusCodes.Status202Accepted));
            case StartResult.Refused refused:
                return Problem.Of(StatusCodes.Status409Conflict, refused.Reason);
            default:
                throw new UnreachableException();
        }
    }

    private static void Write(Utf8JsonWriter json, Run run)
    {
        json.WriteStartObject();
        RunDescription.WriteMembers(json, run);
        json.WriteEndObject();
    }

    private static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "There is no such run.");
}
