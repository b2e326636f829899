using Microsoft.Azure.Functions.Worker;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App;

/// <summary>Starts the assessment of every period that has ended and has no run.</summary>
public sealed class AssessEndedPeriods(Delivery delivery, AssessEndedPeriodsHandler handler)
{
    [Function(nameof(AssessEndedPeriods))]
    public Task RunAsync([TimerTrigger("%" + Settings.AssessEndedPeriodsSchedule + "%")] TimerInfo timer, CancellationToken cancellationToken) =>
        delivery.HandleAsync(handler.HandleAsync, cancellationToken);
}
