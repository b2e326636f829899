using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Sweep;
using TierFunctions.Pipeline.Tests.InMemory;

namespace TierFunctions.Pipeline.Tests;

/// <summary>The whole pipeline on in-memory ports, with a queue that a test empties as it likes.</summary>
internal sealed class Market
{
    public const string Folder = "in";

    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly Spread spread;
    private readonly PipelineOptions options;
    private readonly InMemoryRuns runs = new();
    private readonly InMemoryOutcomes outcomes;
    private readonly InMemoryRunFiles files = new();
    private MessageHandler handler;

    public Market(string? policy = null, Spread? spread = null, int workers = 2, long ingestMemory = 96L << 20, TimeSpan standsStillAfter = default)
    {
        this.spread = spread ?? new Spread(1, 4096);
        options = new PipelineOptions { Spread = this.spread, Workers = workers, IngestMemory = ingestMemory, StandsStillAfter = standsStillAfter };
        outcomes = new InMemoryOutcomes(spread: this.spread);
        Policies.Put(policy ?? Medals.Policy);
        handler = NewProcess();
    }

    public TextPolicies Policies { get; } = new();

    public PipelineOptions Options => options;

    public InMemoryCases Cases { get; } = new();

    public InMemoryRulings Rulings { get; } = new();

    public InMemoryInputs Inputs { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    /// <summary>What happens before and after each effect of a port; nothing, unless a test has something happen.</summary>
    public Mishaps Mishaps { get; } = new();

    public InMemoryRuns Runs => runs;

    /// <summary>With plans of its own, as a process that has just begun.</summary>
    public RecordRulingsHandler RecordRulings
    {
        get
        {
            var plans = new RunPlans(runs, Policies, files);
            return new RecordRulingsHandler(Rulings, runs, new KnownStores(runs, outcomes, Inputs, plans, options), plans, Time);
        }
    }

    public InMemoryOutcomes Outcomes => outcomes;

    public InMemoryRunFiles Files => files;

    /// <summary>What was sent and not yet delivered.</summary>
    public List<Message> Queue { get; } = [];

    /// <summary>A process that has everything still to learn from the stores.</summary>
    public void Restart() => handler = NewProcess();

    public Task<StartResult> StartAsync(string period = "2026-Q3", string? revise = null, string? overrideGate = null, params string[] places) => StartAsync(
        new StartRun(Medals.Programme, Read(period), places.Length == 0 ? [Folder] : places, revise, overrideGate));

    public async Task<StartResult> StartAsync(StartRun start)
    {
        var result = await new StartRunHandler(new ShakyRuns(runs, Mishaps), Policies, new ShakyInputs(Inputs, Mishaps), new ShakyFiles(files, Mishaps), Rulings, Cases, Time).HandleAsync(start, Ever);
        if (result is StartResult.Accepted accepted) Queue.AddRange(accepted.Messages);
        return result;
    }

    /// <summary>Starts a run, delivers everything, and gives back what became of it.</summary>
    public async Task<Run> RunAsync(string period = "2026-Q3", string? revise = null, string? overrideGate = null, params string[] places)
    {
        var accepted = Assert.IsType<StartResult.Accepted>(await StartAsync(period, revise, overrideGate, places));
        await DrainAsync();
        return await FindAsync(accepted.Run.Key);
    }

    public async Task DrainAsync()
    {
        while (Queue.Count > 0)
        {
            var message = Queue[0];
            Queue.RemoveAt(0);
            await DeliverAsync(message);
        }
    }

    /// <summary>Delivers one message; what it sends is queued. A failure costs what it would have sent.</summary>
    public async Task DeliverAsync(Message message) => Queue.AddRange(await handler.HandleAsync(message, Ever));

    /// <summary>Delivers all that is queued, the latest first and each message twice, the second time to a process that has just begun.</summary>
    public async Task DeliverLateAndTwiceAsync()
    {
        while (Queue.Count > 0)
        {
            var message = Queue[^1];
            Queue.RemoveAt(Queue.Count - 1);
            await DeliverAsync(message);
            Restart();
            await DeliverAsync(message);
        }
    }

    public async Task<IReadOnlyList<Message>> SweepAsync()
    {
        Time.Advance(TimeSpan.FromMinutes(5));
        return await SweepNowAsync();
    }

    public async Task<IReadOnlyList<Message>> SweepNowAsync() => Send(await Sweeper.HandleAsync(Ever));

    /// <summary>Sends what one run waits for, because somebody asked.</summary>
    public async Task<IReadOnlyList<Message>> RedriveAsync(RunKey run)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return Send(await Sweeper.HandleAsync(run, Ever) ?? throw new InvalidOperationException($"There is no run {run}."));
    }

    private SweepHandler Sweeper => new(runs, outcomes, files, options, Time);

    private IReadOnlyList<Message> Send(IReadOnlyList<Message> messages)
    {
        Queue.AddRange(messages);
        return messages;
    }

    public Task<Revisions.CompareResult> CompareAsync(Revisions.CompareRuns asked) =>
        new Revisions.CompareRunsHandler(runs, outcomes, outcomes, new RunPlans(runs, Policies, files), options).HandleAsync(asked, Ever);

    public async Task<Run> FindAsync(RunKey key) => await runs.FindAsync(key, Ever) ?? throw new InvalidOperationException($"There is no run {key}.");

    public async Task<string> FileAsync(RunKey run, string name) => Encoding.UTF8.GetString(await files.ReadAllAsync(run, name, Ever));

    public async Task<IReadOnlyList<Chunk>> ChunksAsync(RunKey run) =>
        JsonSerializer.Deserialize(await FileAsync(run, RunFile.Chunks), IngestJson.Default.ChunkArray)!; // written by us

    public OpenPeriods PeriodsUnder(RunPlans plans) => new(runs, Rulings, Cases, plans, Time);

    /// <summary>Everything that a run left behind, as one text; instants and the count of attempts left out.</summary>
    public async Task<string> RemainsAsync(RunKey key)
    {
        var run = await FindAsync(key);
        var text = new StringBuilder();
        text.AppendLine(RunCodec.Write(run with { Version = 0, Attempt = 0, CreatedAt = default, CompletedAt = null }));
        foreach (var outcome in outcomes.All(key)) text.AppendLine(outcome.ToString());
        foreach (var notice in outcomes.NoticesOf(key)) text.AppendLine(notice.ToString());
        foreach (var name in new[] { RunFile.Policy, RunFile.Snapshot, RunFile.Benchmarks, RunFile.Chunks, RunFile.Quarantine, RunFile.Report }) text.AppendLine(await FileAsync(key, name));
        return text.ToString();
    }

    public static Period Read(string period) => Period.TryParse(period, out var read) ? read : throw new FormatException($"'{period}' is not a period.");

    private MessageHandler NewProcess()
    {
        var (shakyRuns, shakyFiles, shakyOutcomes) = (new ShakyRuns(runs, Mishaps), new ShakyFiles(files, Mishaps), new ShakyOutcomes(outcomes, Mishaps));
        var plans = new RunPlans(shakyRuns, Policies, shakyFiles);
        var progress = new Silence();
        return new MessageHandler(
            new IngestRunHandler(shakyRuns, Policies, new ShakyInputs(Inputs, Mishaps), shakyFiles, new NoCatalogue(), plans, options, progress, Time),
            new EvaluateChunkHandler(shakyRuns, shakyFiles, shakyOutcomes, plans, options, progress),
            new CompleteRunHandler(shakyRuns, shakyOutcomes, new ShakyNotices(outcomes, Mishaps), shakyFiles, new HashReport(), plans, new Pipeline.Cases.OpenCases(Cases, shakyRuns, shakyOutcomes, Time),
                new SmsEstimate(outcomes, new ExpectedReaders(new InMemoryContacts(), plans), new ShortLetters()), Time));
    }

    /// <summary>Hands a message to its handler, as the functions do.</summary>
    private sealed class MessageHandler(IngestRunHandler ingest, EvaluateChunkHandler evaluate, CompleteRunHandler complete)
    {
        public Task<IReadOnlyList<Message>> HandleAsync(Message message, CancellationToken cancellationToken) => message switch
        {
            Message.IngestRun ingestRun => ingest.HandleAsync(ingestRun, cancellationToken),
            Message.EvaluateChunk evaluateChunk => evaluate.HandleAsync(evaluateChunk, cancellationToken),
            Message.CompleteRun completeRun => complete.HandleAsync(completeRun, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private sealed class Silence : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
        }
    }

    private sealed class NoCatalogue : IRunCatalogue
    {
        public Task DescribeAsync(RunKey run, IReadOnlyList<string> readings, IReadOnlyList<TestDescription> tests, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>A report of one line.</summary>
    private sealed class HashReport : IReport
    {
        public Task WriteAsync(Run run, Domain.Programmes.Policy policy, Domain.Benchmarks.BenchmarkSet benchmarks, Stream stream, CancellationToken cancellationToken) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes($"{run.Key} {run.Summary?.OutcomesSha256}"), cancellationToken).AsTask();
    }
}
