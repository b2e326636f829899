using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.Hooks;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pages.Report;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Host;

/// <summary>The functions with everything they need, on the stores of a workplace. Settings are looked up in the services' configuration.</summary>
internal static class LocalServices
{
    /// <summary>More messages are taken than there are workers, so that a few can wait for their commit, which they then share, while others judge.</summary>
    public const int WaitingForCommit = 8;

    private static readonly QueueRules Rules = new() { LockDuration = TimeSpan.FromMinutes(5), MaxDeliveryCount = 3 };

    public static IServiceCollection AddLocal(this IServiceCollection services, Workplace place, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time)
    {
        var (stores, documents) = (place.Stores, new FolderPolicies(policies));
        return services
            .AddPipeline()
            .AddSingleton(time)
            .AddSingleton(progress)
            .AddSingleton(new PipelineOptions { Spread = stores.Spread, Workers = workers })
            .AddSingleton<IPolicies>(documents)
            .AddSingleton<IProgrammes>(documents)
            .AddSingleton(stores.Inputs)
            .AddSingleton(stores.Runs)
            .AddSingleton(stores.Files)
            .AddSingleton(stores.Outcomes)
            .AddSingleton(stores.Notices)
            .AddSingleton(stores.Deliveries)
            .AddSingleton(stores.Reminders)
            .AddSingleton(stores.Contacts)
            .AddSingleton(stores.Catalogue)
            .AddSingleton(stores.Rulings)
            .AddSingleton(stores.Cases)
            .AddSingleton(stores.Answers)
            .AddSingleton(stores.Checks)
            .AddHooks()
            .AddSingleton<IReport, RunReport>()
            .AddSingleton(new SqliteQueue(place.Database, time, Rules))
            .AddSingleton<IQueues>(provider => new SqliteQueues(provider.GetRequiredService<SqliteQueue>(), Setting(provider)))
            .AddSingleton<IDeadMessages>(provider => new SqliteDeadMessages(provider.GetRequiredService<SqliteQueue>(), Setting(provider)))
            .AddSingleton(new FiredTimers(place.Directory.Timers))
            .AddSingleton<FunctionCalls>()
            .AddSingleton(provider => FoundFunction.In(typeof(Settings).Assembly, Setting(provider)));
    }

    /// <summary>The functions that a queue calls, in the order in which the pipeline wants its queues emptied.</summary>
    public static IReadOnlyList<QueueFunction> QueueFunctions(IServiceProvider services)
    {
        var setting = Setting(services);
        var order = QueueName.All.Select(queue => setting(Settings.OfQueue(queue))).ToList();
        return [.. services.GetRequiredService<IReadOnlyList<FoundFunction>>()
            .Select(function => function.Trigger is Trigger.Queue queue ? new QueueFunction(queue.Name, function) : null).OfType<QueueFunction>()
            .OrderBy(function => order.IndexOf(function.Queue) is var at and >= 0 ? at : int.MaxValue)];
    }

    private static Func<string, string?> Setting(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        return name => configuration[name];
    }
}
