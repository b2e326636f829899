using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Http;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.App.Site;

/// <summary>Does what the forms on a run's page ask for, and shows that page again.</summary>
public sealed class RunForms(IRuns runs, OverrideGateHandler overrideGate, SweepHandler sweep, DeadMessagesHandler dead, IQueues queues)
{
    public async Task<IResult> OverrideGateAsync(HttpRequest request, string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        var form = await Form.ReadAsync(request, cancellationToken);
        var reason = Read.Reason(form["reason"].ToString())!; // never null: a text, if an empty one
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

    public async Task<IResult> RedriveDeadAsync(string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        if (await runs.FindAsync(key, cancellationToken) is null) return NotFound();
        await dead.RedriveAsync(key, cancellationToken);
        return Back(key);
    }

    private static SeeOther Back(RunKey key) => new(Addresses.Of(key));

    private static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "There is no such run.");
}
