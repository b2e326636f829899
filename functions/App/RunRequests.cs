using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App;

/// <summary>What is asked for with <c>POST /api/runs</c>.</summary>
/// <param name="Metrics">Blobs or folders of the metrics container; where they are dropped, <c>programme/period</c>, if left out.</param>
/// <param name="Revise">Why a period that has been assessed is to be assessed again.</param>
/// <param name="OverrideGate">Why a run that the quality gate stopped is to go on.</param>
public sealed record RunRequest(string Programme, string Period, IReadOnlyList<string>? Metrics = null, string? Revise = null, string? OverrideGate = null);

/// <summary>A run as a request for it is answered.</summary>
public sealed record RunAnswer(string Run, string State, bool IsNew);

/// <summary>Between HTTP and the handler that starts runs: the request is read, what follows is sent, and the answer says what came of it.</summary>
public sealed class RunRequests(StartRunHandler handler, IQueues queues)
{
    private const long MostBytes = 64 << 10;

    public async Task<IResult> StartAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null or > MostBytes) return Problem(StatusCodes.Status413PayloadTooLarge, $"A request has a length of at most {MostBytes} bytes.");
        try
        {
            var asked = await JsonSerializer.DeserializeAsync(request.Body, RunRequestJson.Default.RunRequest, cancellationToken);
            if (asked is null || !Period.TryParse(asked.Period, out var period))
                return Problem(StatusCodes.Status400BadRequest, "Expected a period: a month (2026-07), a quarter (2026-Q3) or a year (2026).");
            return await StartAsync(asked, period, cancellationToken);
        }
        catch (JsonException problem)
        {
            return Problem(StatusCodes.Status400BadRequest, $"Expected {{\"programme\", \"period\"}}: {problem.Message}");
        }
        catch (PolicyNotFoundException problem)
        {
            return Problem(StatusCodes.Status404NotFound, problem.Message);
        }
        catch (InputNotFoundException problem)
        {
            return Problem(StatusCodes.Status422UnprocessableEntity, problem.Message);
        }
    }

    private async Task<IResult> StartAsync(RunRequest asked, Period period, CancellationToken cancellationToken)
    {
        var places = asked.Metrics ?? [AssessEndedPeriodsHandler.PlaceOf(asked.Programme, period)];
        switch (await handler.HandleAsync(new Pipeline.Runs.StartRun(asked.Programme, period, places, asked.Revise, asked.OverrideGate), cancellationToken))
        {
            case StartResult.Accepted accepted:
                await queues.SendAsync(accepted.Messages, cancellationToken);
                var run = accepted.Run;
                return TypedResults.Accepted($"/api/runs/{Uri.EscapeDataString(run.Key.ToString())}", new RunAnswer(run.Key.ToString(), run.State.ToString(), accepted.IsNew));
            case StartResult.Refused refused:
                return Problem(StatusCodes.Status409Conflict, refused.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ProblemHttpResult Problem(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunRequest))]
internal sealed partial class RunRequestJson : JsonSerializerContext;
