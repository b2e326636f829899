using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App.Access;
using TierFunctions.App.Api;
using TierFunctions.App.Http;
using TierFunctions.App.Simulations;
using TierFunctions.App.Site;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Pipeline.Sweep;
using TierFunctions.Pipeline.Watch;

namespace TierFunctions.App;

/// <summary>The handlers behind the functions. Whoever hosts them adds the ports, the report and the clock.</summary>
public static class PipelineServices
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<Delivery>()
        .AddHttp()
        .AddSingleton<CompletedRuns>()
        .AddSingleton<RunPlans>()
        .AddSingleton<StartRunHandler>()
        .AddSingleton<KnownStores>()
        .AddSingleton<RecordRulingsHandler>()
        .AddSingleton<OpenCases>()
        .AddSingleton<CaseNotices>()
        .AddSingleton<WorkOnCaseHandler>()
        .AddSingleton<FindCasesHandler>()
        .AddSingleton<AssessEndedPeriodsHandler>()
        .AddSingleton<IngestRunHandler>()
        .AddSingleton<EvaluateChunkHandler>()
        .AddSingleton<CompleteRunHandler>()
        .AddSingleton<SweepHandler>()
        .AddSingleton<Owing>()
        .AddSingleton<Together>()
        .AddSingleton<ExpectedReaders>()
        .AddSingleton<SmsEstimate>()
        .AddSingleton<SendNoticesHandler>()
        .AddSingleton<DeliverNoticeHandler>()
        .AddSingleton<ReplayNoticesHandler>()
        .AddSingleton<UnsubscribeHandler>()
        .AddSingleton<Withdrawals>()
        .AddSingleton<ProjectStoresHandler>()
        .AddSingleton<FindDeadlinesHandler>()
        .AddSingleton<RemindStoresHandler>()
        .AddSingleton<OverrideGateHandler>()
        .AddSingleton<SimulateHandler>()
        .AddSingleton<ExplainStoreHandler>()
        .AddSingleton<OpenPeriods>()
        .AddSingleton<ProjectStoreHandler>()
        .AddSingleton<StoreHistoryHandler>()
        .AddSingleton<StoreProductsHandler>()
        .AddSingleton<CheckStoreHandler>()
        .AddSingleton<WatchRunHandler>()
        .AddSingleton<FindStoresHandler>()
        .AddSingleton<RunMovesHandler>()
        .AddSingleton<CompareRunsHandler>()
        .AddSingleton<DeadMessagesHandler>();

    private static IServiceCollection AddHttp(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddSingleton<Identity>()
        .AddSingleton<MerchantLinks>()
        .AddSingleton<Callers>()
        .AddSingleton<RateLimits>()
        .AddSingleton<Repeats>()
        .AddSingleton<Answers>()
        .AddSingleton<ProjectionRequests>()
        .AddSingleton<StoreRequests>()
        .AddSingleton<CheckRequests>()
        .AddSingleton<KeptCheckRequests>()
        .AddSingleton<LinkRequests>()
        .AddSingleton<RunRequests>()
        .AddSingleton<RunNoticeRequests>()
        .AddSingleton<ChangeRequests>()
        .AddSingleton<RulingRequests>()
        .AddSingleton<CaseRequests>()
        .AddSingleton<PolicyRequests>()
        .AddSingleton<Drafts>()
        .AddSingleton<DraftSimulations>()
        .AddSingleton<SimulationRequests>()
        .AddSingleton<HealthRequests>()
        .AddSingleton<SiteAnswers>()
        .AddSingleton<CardPages>()
        .AddSingleton<RunPages>()
        .AddSingleton<StorePages>()
        .AddSingleton<PolicyPages>()
        .AddSingleton<SimulationPages>()
        .AddSingleton<RulingPages>()
        .AddSingleton<RunForms>()
        .AddSingleton<CasePages>()
        .AddSingleton<CaseForms>()
        .AddSingleton<Unsubscribing>();
}
