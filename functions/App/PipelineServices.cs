using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.App;

/// <summary>The handlers behind the functions. Whoever hosts them adds the ports, the report and the clock.</summary>
public static class PipelineServices
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<Delivery>()
        .AddSingleton<RunRequests>()
        .AddSingleton<RunPlans>()
        .AddSingleton<StartRunHandler>()
        .AddSingleton<AssessEndedPeriodsHandler>()
        .AddSingleton<IngestRunHandler>()
        .AddSingleton<EvaluateChunkHandler>()
        .AddSingleton<CompleteRunHandler>()
        .AddSingleton<SweepHandler>()
        .AddSingleton<SendNoticesHandler>()
        .AddSingleton<DeliverNoticeHandler>()
        .AddSingleton<ReplayNoticesHandler>()
        .AddSingleton<ExplainStoreHandler>();
}
