using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.ServiceBus;
using TierFunctions.Azure.Tables;
using TierFunctions.Hooks;
using TierFunctions.Pages.Report;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Requests;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Worker;

/// <summary>
/// The isolated worker: the functions on Blob Storage, Table Storage and Service Bus. It reaches for none of them at its start,
/// which has half a minute: tables, containers and queues are made by the infrastructure.
/// </summary>
public static class WorkerApplication
{
    public static FunctionsApplicationBuilder Builder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        // First, and so last to be asked: what a deployment sets goes before.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Settings.InitialData });
        builder.AddTelemetry();
        builder.Services.AddPipeline().AddPorts().AddConnections(builder.Configuration);
        return builder;
    }

    /// <summary>What the pipeline reaches storage, queues and people through; the connections come besides.</summary>
    internal static IServiceCollection AddPorts(this IServiceCollection services)
    {
        var policies = new FolderPolicies(Path.Join(AppContext.BaseDirectory, "policies"));
        return services
            .AddSingleton(TimeProvider.System)
            // Two sweeps that see the same: a lock that was lost has run out by then.
            .AddSingleton(new PipelineOptions { Spread = TierTables.Spread, Workers = Environment.ProcessorCount, StandsStillAfter = TimeSpan.FromMinutes(10) })
            .AddSingleton(TierTables.Spread)
            .AddSingleton<IProgress<RunProgress>>(new Progress<RunProgress>())
            .AddSingleton<TierTables>()
            .AddSingleton<TierContainers>()
            .AddSingleton<IRuns, TableRuns>()
            .AddSingleton<IOutcomes, TableOutcomes>()
            .AddSingleton<INotices, TableNotices>()
            .AddSingleton<IDeliveries, TableDeliveries>()
            .AddSingleton<IReminders, TableReminders>()
            .AddSingleton<IContacts, TableContacts>()
            .AddHooks()
            .AddSingleton<IRunCatalogue, TableRunCatalogue>()
            .AddSingleton<IRulings, TableRulings>()
            .AddSingleton<IKeptAnswers, TableKeptAnswers>()
            .AddSingleton<IKeptChecks, TableKeptChecks>()
            .AddSingleton<ICases, TableCases>()
            .AddSingleton<IRunFiles, BlobRunFiles>()
            .AddSingleton<IInputs, BlobInputs>()
            .AddSingleton<IQueues, ServiceBusQueues>()
            .AddSingleton<IDeadMessages, ServiceBusDeadMessages>()
            .AddSingleton<IReport, RunReport>()
            .AddSingleton<IPolicies>(policies)
            .AddSingleton<IProgrammes>(policies);
    }
}
