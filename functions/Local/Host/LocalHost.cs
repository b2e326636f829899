using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Pipeline.Sweep;

namespace TierFunctions.Local.Host;

/// <summary>The functions in one process for a command: no timers and no HTTP; messages are worked on while the command waits.</summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly Workplace place;
    private readonly ServiceProvider services;
    private readonly Lazy<MessagePump> pump;
    private readonly List<Exception> failures = [];

    private LocalHost(Workplace place, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time, IReadOnlyDictionary<string, string?>? settings = null)
    {
        this.place = place;
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings.InitialData).AddInMemoryCollection(settings).Build())
            .AddLocal(place, policies, workers, progress, time)
            .BuildServiceProvider();
        // Most commands only read: the functions are looked for when messages are to be worked on.
        pump = new Lazy<MessagePump>(() =>
            new MessagePump(Queue, LocalServices.QueueFunctions(services), services.GetRequiredService<FunctionCalls>(), workers + LocalServices.WaitingForCommit, Note));
    }

    public IRuns Runs => place.Stores.Runs;

    public IRunFiles Files => place.Stores.Files;

    public IOutcomes Outcomes => place.Stores.Outcomes;

    public SqliteDatabase Database => place.Database;

    public SqliteQueue Queue => services.GetRequiredService<SqliteQueue>();

    public IQueues Queues => services.GetRequiredService<IQueues>();

    public RunPlans Plans => services.GetRequiredService<RunPlans>();

    public IRulings Rulings => services.GetRequiredService<IRulings>();

    public FindCasesHandler FindCases => services.GetRequiredService<FindCasesHandler>();

    public WorkOnCaseHandler WorkOnCase => services.GetRequiredService<WorkOnCaseHandler>();

    public RecordRulingsHandler RecordRulings => services.GetRequiredService<RecordRulingsHandler>();

    public StartRunHandler Start => services.GetRequiredService<StartRunHandler>();

    public SweepHandler Sweep => services.GetRequiredService<SweepHandler>();

    public ExplainStoreHandler Explain => services.GetRequiredService<ExplainStoreHandler>();

    public StoreProductsHandler Products => services.GetRequiredService<StoreProductsHandler>();

    public INotices Notices => place.Stores.Notices;

    public IContacts Contacts => place.Stores.Contacts;

    public SmsEstimate SmsEstimate => services.GetRequiredService<SmsEstimate>();

    public ExpectedReaders Readers => services.GetRequiredService<ExpectedReaders>();

    public ILetters Letters => services.GetRequiredService<ILetters>();

    public IHooks Hooks => services.GetRequiredService<IHooks>();

    public Owing Owing => services.GetRequiredService<Owing>();

    public SendNoticesHandler SendNotices => services.GetRequiredService<SendNoticesHandler>();

    public IReminders Reminders => place.Stores.Reminders;

    public ProjectStoresHandler ProjectStores => services.GetRequiredService<ProjectStoresHandler>();

    public ReplayNoticesHandler ReplayNotices => services.GetRequiredService<ReplayNoticesHandler>();

    public ProjectStoreHandler Project => services.GetRequiredService<ProjectStoreHandler>();

    public SimulateHandler Simulate => services.GetRequiredService<SimulateHandler>();

    public CompareRunsHandler Compare => services.GetRequiredService<CompareRunsHandler>();

    public MessagePump Pump => pump.Value;

    /// <summary>Why messages failed, newest last.</summary>
    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (failures) return [.. failures];
        }
    }

    /// <summary>Opens a data folder to work in, and creates it where there is none.</summary>
    /// <param name="storage">A storage account that keeps everything but the queues, by its connection string; null for the folder itself.</param>
    /// <param name="settings">Settings besides those that every deployment has.</param>
    public static async Task<LocalHost> OpenAsync(
        string data, string? storage, string policies, int workers, IProgress<RunProgress> progress, TimeProvider time, CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string?>? settings = null) =>
        new(await Workplace.OpenAsync(data, storage, metrics: null, cancellationToken), policies, workers, progress, time, settings);

    /// <summary>Opens a data folder that exists, or a storage account, to read what is there; another process may be at work in it.</summary>
    public static async Task<LocalHost> OpenToReadAsync(
        string data, string? storage, CancellationToken cancellationToken, int workers = 1, string policies = "policies", IReadOnlyDictionary<string, string?>? settings = null) =>
        new(await Workplace.OpenToReadAsync(data, storage, cancellationToken), policies, workers, new Progress<RunProgress>(), TimeProvider.System, settings);

    /// <summary>Gives back what a dead process held here.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) => place.ReleaseAsync(Queue, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await place.DisposeAsync();
    }

    private void Note(ReceivedMessage message, Exception problem)
    {
        lock (failures) failures.Add(problem);
    }
}
