using System.Runtime.CompilerServices;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Results;

namespace TierFunctions.Pipeline.Runs;

/// <summary>All that judging a store of a run needs besides its readings: made once per run and process.</summary>
public sealed class RunPlan
{
    private readonly Dictionary<string, CaseResult> caseOf;
    private readonly bool[] brought = [];
    private readonly int heldSlot;
    private readonly int heldSinceSlot;
    private readonly Dictionary<string, List<OperatorDecision>> decisions;

    /// <param name="run">The run; for judging outside any run, the one it would be.</param>
    /// <param name="rulings">The exemptions and decisions that were pinned with the run; null for none.</param>
    public RunPlan(RunKey run, Policy policy, BenchmarkSet benchmarks, IReadOnlyList<Chunk> chunks, RulingSet? rulings = null, IReadOnlyList<CaseResult>? cases = null)
    {
        Run = run;
        Rulings = rulings ?? RulingSet.None;
        Cases = cases ?? [];
        caseOf = Cases.ToDictionary(result => result.Store, StringComparer.Ordinal);
        decisions = Rulings.Decisions.GroupBy(decision => decision.Store, StringComparer.Ordinal).ToDictionary(store => store.Key, store => store.ToList(), StringComparer.Ordinal);
        Plan = new Plan(policy, run.Period);
        Benchmarks = benchmarks;
        Chunks = chunks;
        Stores = chunks.Sum(chunk => (long)chunk.Stores);
        heldSlot = policy.HeldBefore is { } held ? policy.SlotOf(held) : -1;
        heldSinceSlot = policy.HeldSince is { } since ? policy.SlotOf(since) : -1;
        Words = [.. policy.Metrics.Select((metric, slot) => metric.IsNamed ? new Vocabulary(NamesOf(slot)) : null)];
        ReadingSlots = SlotsOf(Plan, Rulings);
        Exempting = Rulings.Exemptions.Count == 0 ? null : new Exempting(Plan, Rulings.Exemptions, (slot, name) => Words[slot]!.Find(System.Text.Encoding.UTF8.GetBytes(name))); // scopes are named metrics
        Sources = [];
        Judge = new Judge(Plan, benchmarks, Plan.GroupSlot < 0 ? [] : Words[Plan.GroupSlot]!.Names); // a group's metric is a category
    }

    public RunKey Run { get; }

    public Plan Plan { get; }

    public Policy Policy => Plan.Policy;

    public BenchmarkSet Benchmarks { get; }

    public Judge Judge { get; }

    public IReadOnlyList<Chunk> Chunks { get; }

    /// <summary>The stores of all chunks: the accepted rows.</summary>
    public long Stores { get; }

    public RulingSet Rulings { get; }

    /// <summary>What cases said when the period ended.</summary>
    public IReadOnlyList<CaseResult> Cases { get; }

    /// <summary>The runs of other programmes, or of earlier periods, that are read; none for a run that reads none, and for judging outside any run.</summary>
    public IReadOnlyList<SourceRun> Sources
    {
        get;
        init
        {
            field = value;
            brought = [.. Policy.Metrics.Select(metric => metric.IsBrought)];
            foreach (var metric in Plan.Results.Where(value.StandsIn)) brought[metric.Slot] = false;
        }
    }

    /// <summary>The exemptions of the run; null where there is none.</summary>
    public Exempting? Exempting { get; }

    /// <summary>The slots of the metrics whose readings are kept with every outcome, in order.</summary>
    internal IReadOnlyList<int> ReadingSlots { get; }

    /// <summary>The names of those metrics.</summary>
    public IReadOnlyList<string> Readings => [.. ReadingSlots.Select(slot => Policy.Metrics[slot].Name)];

    /// <summary>What a store's case said; null where it has none.</summary>
    public CaseResult? CaseOf(ReadOnlySpan<byte> store) => caseOf.Count > 0 ? caseOf.GetValueOrDefault(System.Text.Encoding.ASCII.GetString(store)) : null;

    /// <summary>Brings into a row that is not complete yet what no blob says: what is carried on, what the store's case said, and what other programmes made of it.</summary>
    /// <param name="before">What the store held; <paramref name="follows"/> says whether in the very period before.</param>
    internal void Bring(ReadOnlySpan<byte> store, Span<long> row, Standing? before, bool follows, ResultReadings? results)
    {
        Plan.Bring(row, before, follows);
        Plan.BringCase(row, CaseOf(store));
        results?.Bring(store, row);
    }

    /// <summary>A store beside the exemptions of the run; null where there is none.</summary>
    /// <param name="row">Its complete row.</param>
    /// <param name="supplied">The same row before it was completed.</param>
    internal Sheltered? Shelter(string store, ReadOnlySpan<long> row, ReadOnlySpan<long> supplied) => Exempting is { } exempting ? new Sheltered(exempting, store, row, supplied) : null;

    /// <summary>Whether a metric's reading is brought when a store is judged, and not read from its row.</summary>
    internal bool IsBrought(int slot) => brought[slot];

    /// <summary>What operators decided in this period for a store; of a product, what they decided for it or for its store.</summary>
    public IReadOnlyList<OperatorDecision> DecisionsOf(ReadOnlySpan<byte> key)
    {
        if (decisions.Count == 0) return [];
        IReadOnlyList<OperatorDecision> own = decisions.GetValueOrDefault(System.Text.Encoding.ASCII.GetString(key)) ?? [];
        return Policy.Subject is Subject.Product && decisions.TryGetValue(System.Text.Encoding.ASCII.GetString(SubjectKey.StoreOf(key)), out var ofStore)
            ? [.. own.Concat(ofStore).OrderBy(decision => decision.Id, StringComparer.Ordinal)]
            : own;
    }

    /// <summary>By slot, the names that readings of a level or category stand for; null for other metrics.</summary>
    public IReadOnlyList<Vocabulary?> Words { get; }

    /// <summary>What a store held before its first assessment here, by its own readings; null where they do not say.</summary>
    public Standing? HeldBefore(ReadOnlySpan<long> row)
    {
        if (heldSlot < 0 || row[heldSlot] == Metric.Missing) return null;
        var name = Words[heldSlot]!.Names[(int)row[heldSlot]]; // the reader of policies sees to it that its names are tiers
        var since = heldSinceSlot < 0 || row[heldSinceSlot] == Metric.Missing ? (DateOnly?)null : DateOnly.FromDayNumber((int)row[heldSinceSlot]);
        return Policy.FindTier(name) is { } tier ? new Standing(tier, since, null) : null;
    }

    /// <summary>The slots of the metrics whose readings are kept: all that the policy's tests, its rules of movement and exemptions look at, what later periods read of them, and texts.</summary>
    internal static IReadOnlyList<int> SlotsOf(Plan plan, RulingSet rulings)
    {
        var policy = plan.Policy;
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var metric in plan.Tests.SelectMany(test => test.Looks)) Use(metric);
        if (policy.Peers.By is { } by) Use(by);
        foreach (var worth in policy.Entitlements.Select(entitlement => entitlement.Worth?.Of).OfType<Metric>()) Use(worth.Name);
        foreach (var streak in plan.Streaks) Use(streak.Metric.Name);
        foreach (var metric in Exempting.Looks(rulings.Exemptions)) Use(metric);
        foreach (var held in !plan.HasMovement && rulings.Decisions.Count == 0 ? [] : new[] { policy.HeldBefore, policy.HeldSince }.OfType<string>()) Use(held);
        return [.. Enumerable.Range(0, policy.Metrics.Count).Where(slot =>
            (policy.Metrics[slot].IsGiven || policy.Metrics[slot].IsBrought) && (policy.Metrics[slot].Kind is MetricKind.Text || used.Contains(policy.Metrics[slot].Name)))];

        void Use(string metric)
        {
            if (!used.Add(metric)) return;
            foreach (var part in policy.Metrics[policy.SlotOf(metric)].Derivation?.Needs ?? []) Use(part);
        }
    }

    /// <summary>Reads the plan of a run that has been ingested.</summary>
    public static async Task<RunPlan> LoadAsync(Run run, IPolicies policies, IRunFiles files, CancellationToken cancellationToken)
    {
        var policy = await files.ReadPolicyAsync(policies, run, cancellationToken);
        var benchmarks = BenchmarkCodec.Read(await files.ReadAllAsync(run.Key, RunFile.Benchmarks, cancellationToken));
        var rulings = await files.ReadRulingsAsync(run, cancellationToken);
        return new RunPlan(run.Key, policy.Policy, benchmarks, await files.ReadChunksAsync(run.Key, cancellationToken), rulings, await files.ReadCasesAsync(run, cancellationToken)) { Sources = run.Sources ?? [] };
    }

    /// <summary>The policy's own names first, so that its tests find them; for the metric that groups stores then every group with a benchmark.</summary>
    private IEnumerable<string> NamesOf(int slot)
    {
        var metric = Policy.Metrics[slot];
        var names = Plan.NamesOf(slot);
        if (metric.Values.Count == 0)
            names = names.Concat(Rulings.Exemptions.SelectMany(exemption => exemption.Where).Where(where => where.Attribute == metric.Name).SelectMany(where => where.Values)).Distinct(StringComparer.Ordinal);
        return slot == Plan.GroupSlot
            ? names.Concat(Benchmarks.Entries.Select(entry => entry.Key).Where(group => group != BenchmarkSet.Market)).Distinct(StringComparer.Ordinal)
            : names;
    }
}

/// <summary>The plans of the runs that are being worked on.</summary>
public sealed class RunPlans(IRuns runs, IPolicies policies, IRunFiles files)
{
    private const int Kept = 8;

    private readonly Lock changing = new();
    private readonly Dictionary<RunKey, Task<RunPlan>> plans = [];
    private readonly ConditionalWeakTable<RunPlan, SourceReadings> readings = [];

    /// <summary>The plan of a run; for the key of a period's reminders, of the policy in force with no benchmark. Concurrent callers share one reading of it.</summary>
    public async Task<RunPlan> OfAsync(RunKey key, CancellationToken cancellationToken)
    {
        Task<RunPlan> plan;
        lock (changing)
        {
            if (!plans.TryGetValue(key, out plan!) || plan.IsFaulted || plan.IsCanceled)
            {
                if (plans.Count >= Kept) plans.Clear();
                plans[key] = plan = LoadAsync(key);
            }
        }
        return await plan.WaitAsync(cancellationToken);
    }

    /// <summary>Where the readings are that a plan reads of earlier periods. Found once for each plan, as every chunk asks.</summary>
    public async Task<SourceReadings> SourceReadingsOfAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        if (readings.TryGetValue(plan, out var known)) return known;
        var found = await SourceReadings.FindAsync(plan.Plan, plan.Sources, this, cancellationToken);
        readings.AddOrUpdate(plan, found);
        return found;
    }

    // Not cancelled by whoever happened to ask first: others wait for the same plan.
    private async Task<RunPlan> LoadAsync(RunKey key)
    {
        if (key.IsOfReminders) return new RunPlan(key, (await policies.InForceAsync(key.Programme, key.Period, CancellationToken.None)).Policy, BenchmarkSet.Empty, []);
        var run = await runs.FindAsync(key, CancellationToken.None) ?? throw new InvalidOperationException($"There is no run {key}.");
        return await RunPlan.LoadAsync(run, policies, files, CancellationToken.None);
    }
}
