using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.App.Site;

/// <summary>Does what the forms on a run's page ask for, and shows that page again.</summary>
public sealed class RunForms(OverrideGateHandler overrideGate, SweepHandler sweep, IQueues queues)
{
    private const int MostBytes = 16 << 10;

    public async Task<IResult> OverrideGateAsync(HttpRequest request, string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        var reason = await ReasonAsync(request, cancellationToken);
        switch (await overrideGate.HandleAsync(key, reason, cancellationToken))
        {
            case null:
                return NotFound();
            case StartResult.Accepted accepted:
                await queues.SendAsync(accepted.Messages, cancellationToken);
                return Back(key);
            case StartResult.Refused refused:
                return Problem.Of(StatusCodes.Status409Conflict, refused.Reason);
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IResult> RedriveAsync(string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        if (await sweep.HandleAsync(key, cancellationToken) is not { } messages) return NotFound();
        await queues.SendAsync(messages, cancellationToken);
        return Back(key);
    }

    private static async Task<string> ReasonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, "Expected a form.");
        if (request.ContentLength is null or > MostBytes) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant($"The form is longer than {MostBytes} bytes."));
        return Read.Reason((await request.ReadFormAsync(cancellationToken))["reason"].ToString())!; // never null: a text, if an empty one
    }

    // See other: loading the page anew sends nothing again.
    private static SeeOther Back(RunKey key) => new SeeOther($"/operator/runs/{Uri.EscapeDataString(key.ToString())}");

    private static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "There is no such run.");

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
