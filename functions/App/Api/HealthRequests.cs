using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Api;

/// <summary>Requests of those who watch this process.</summary>
public sealed partial class HealthRequests(IRuns runs, IProgrammes programmes, IHooks hooks, ILogger<HealthRequests> logger)
{
    // A key that no run has: looking for it reaches the store and reads nothing.
    private static readonly RunKey None = RunKey.Parse("health|2000|1");

    public static Task<IResult> Live() => Task.FromResult<IResult>(Well());

    /// <summary>A provider that takes no letters is said and makes nothing unready: runs, requests and the other hooks go on.</summary>
    public async Task<IResult> ReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await runs.FindAsync(None, cancellationToken);
            await programmes.AllAsync(cancellationToken);
            return hooks.Troubles is { Count: > 0 } troubles ? Degraded(troubles) : Well();
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotReady(problem);
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "The store of runs or the policies cannot be read. The log says why.");
        }
    }

    private static JsonAnswer Well() => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "well");
        json.WriteEndObject();
    });

    // Open to all: which provider it is, is in the log.
    private static JsonAnswer Degraded(IReadOnlyList<HookTrouble> troubles) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "degraded");
        json.WriteStartArray("notices");
        foreach (var trouble in troubles)
        {
            json.WriteStartObject();
            json.WriteString("channel", trouble.Channel);
            json.WriteString("reason", trouble.Reason);
            json.WriteString("since", trouble.Since);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "Not ready.")]
    private partial void LogNotReady(Exception problem);
}
