using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TierFunctions.Local.Host;

/// <summary>Fires the functions with a timer for as long as the host runs.</summary>
internal sealed class TimerFunctions(IServiceProvider services) : BackgroundService
{
    public IReadOnlyList<TimerFunction> All { get; } =
        [.. services.GetRequiredService<IReadOnlyList<FoundFunction>>().Where(function => function.Trigger is Trigger.Timer).Select(function => new TimerFunction(
            function, (Trigger.Timer)function.Trigger, services.GetRequiredService<FunctionCalls>(), services.GetRequiredService<FiredTimers>(),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<TimerFunction>>()))];

    public override void Dispose()
    {
        foreach (var timer in All) timer.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(All.Select(timer => timer.RunAsync(stoppingToken)));
}
