using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.App.Simulations;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Policies;

namespace TierFunctions.App.Api;

/// <summary>Requests that ask what a draft of a policy would change.</summary>
public sealed class SimulationRequests(Drafts drafts, DraftSimulations simulations)
{
    private const int LongestVersion = 64;

    public async Task<IResult> SimulateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = await Body.ReadJsonAsync(request, RequestJson.Default.SimulationRequest, cancellationToken, PolicyDocument.LongestText);
        var period = Read.Period(asked.Period);
        if (await DraftAsync(asked, cancellationToken) is not { } draft) return Problem.Of(StatusCodes.Status404NotFound, "There is no such version of such a programme.");
        switch (await simulations.RunAsync(draft, period, cancellationToken))
        {
            case DraftResult.Answered { Result: SimulationResult.Done done }:
                return JsonAnswer.Of(json => JsonSerializer.Serialize(json, done.Simulation, SimulationJson.Default.Simulation));
            case DraftResult.Answered { Result: SimulationResult.NothingStored nothing }:
                return Problem.Of(StatusCodes.Status404NotFound, nothing.Reason);
            case DraftResult.Answered { Result: SimulationResult.Refused refused }:
                return Problem.Of(StatusCodes.Status422UnprocessableEntity, refused.Reason);
            case DraftResult.Busy:
                request.HttpContext.Response.Headers.RetryAfter = "5";
                return Problem.Of(StatusCodes.Status429TooManyRequests, "Another simulation is under way here, and one is made at a time. Retry-After says when to come back.");
            case DraftResult.TooLong:
                return Problem.Of(StatusCodes.Status422UnprocessableEntity, string.Create(CultureInfo.InvariantCulture, $"This takes longer than {DraftSimulations.Longest.TotalSeconds:0} seconds, which is all that an answer has. 'tier simulate' takes its time."));
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Null where a version is named that is not known.</summary>
    private async Task<Pipeline.Runs.PolicyText?> DraftAsync(SimulationRequest asked, CancellationToken cancellationToken)
    {
        if (asked is { Policy: { } text, Programme: null, Version: null })
        {
            var draft = Drafts.Read(text);
            return draft.Policy ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The document has mistakes.") { More = new Dictionary<string, object?> { ["mistakes"] = MistakeAnswer.Of(draft.Mistakes) } };
        }
        if (asked is { Policy: null, Version.Length: > 0 and <= LongestVersion } && Read.Programme(asked.Programme) is { } programme)
            return (await drafts.FindAsync(programme, asked.Version, cancellationToken)).Policy;
        throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected either \"policy\", the text of a document, or \"programme\" and \"version\".");
    }
}
