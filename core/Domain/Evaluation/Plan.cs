using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// A policy compiled once per run: every distinct test has a place in a store's list of verdicts, every metric a slot in its row
/// of readings. A plan knows no benchmark; <see cref="Judge"/> adds those.
/// </summary>
public sealed class Plan
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    // The same test is asked for again and again: what it says is written out once, while the plan is made.
    private readonly Dictionary<Test, int> placesOfTests = new(ReferenceEqualityComparer.Instance);
    private readonly CompiledRequirements requirements;
    private readonly bool isMade;
    private readonly string[]?[] names;
    private readonly List<Test> tests = [];
    private readonly Dictionary<string, Formula> formulas = new(StringComparer.Ordinal);
    private int bound;
    private readonly Dictionary<Test, Condition> conditions = new(ReferenceEqualityComparer.Instance);
    private readonly Derived[] derived;
    private readonly Derived[] derivedAgain;
    private readonly Node? population;
    private readonly Node[] tiers;
    private readonly Node[] below;
    private readonly Node[] notAssessed;
    private readonly bool settlesEarly;
    private readonly Node[][] ladders;
    private readonly Node[] bars;
    private readonly Node?[] entitlements;
    private readonly Node[] cancellations;
    private readonly Node? opensCase;
    private readonly Judge populationJudge;
    private readonly (int Slot, long Units)[] blanks;
    private readonly Compilation compilation;
    private readonly EventReadings?[]? events;

    /// <summary>A plan for the first period that the policy judges.</summary>
    public Plan(Policy policy)
        : this(policy, policy.EffectiveFrom)
    {
    }

    /// <param name="period">The period to judge: it settles ages and dated limits.</param>
    public Plan(Policy policy, Period period)
    {
        Policy = policy;
        Period = period;
        requirements = new CompiledRequirements(PlaceOf);
        names = new string[]?[policy.Metrics.Count];
        compilation = new Compilation(policy, period);
        derived = [.. policy.Metrics.Select((metric, slot) => (metric, slot)).Where(m => m.metric.Derivation is not null).Select(m => Derived.Of(compilation, m.metric, m.slot))];
        derivedAgain = [.. derived.Where(step => !step.IsStreak)];
        blanks = [.. policy.Metrics.Select((metric, slot) => (slot, BlankOf(metric))).Where(blank => blank.Item2 != Metric.Missing)];
        events = EventReadings.Of(policy, period);
        EventSlots = [.. Enumerable.Range(0, events?.Length ?? 0).Where(slot => events![slot] is not null)]; // never null: there is a length
        GroupSlot = policy.Peers.By is { } by ? policy.SlotOf(by) : -1;

        population = policy.Population is { } asked ? Node.Compile(asked, PlaceOf) : null;
        var populationTests = tests.Count;
        notAssessed = [.. policy.NotAssessed.Select(rule => Node.Compile(rule.When, PlaceOf))];
        bars = [.. policy.Bars.Select(bar => Node.Compile(bar.When, PlaceOf))];
        tiers = [.. policy.Tiers.Select(tier => Node.Compile(WithBars(policy, tier), PlaceOf))];
        below = [.. policy.Below.Select(tier => Node.Compile(tier.Requires, PlaceOf))];
        settlesEarly = notAssessed.Length + below.Length > 0;
        ladders = [.. policy.Ladders.Select(ladder => ladder.Tiers.Select(tier => Node.Compile(tier.Requires, PlaceOf)).ToArray())];
        entitlements = [.. policy.Entitlements.Select(entitlement => entitlement.While is { } terms ? Node.Compile(terms, PlaceOf) : null)];
        cancellations = [.. (policy.Movement?.Cancellations ?? []).Select(cancellation => Node.Compile(cancellation.When, PlaceOf))];
        opensCase = policy.Cases is { } cases ? Node.Compile(cases.Opens, PlaceOf) : null;

        Benchmarked = [.. tests.SelectMany(RelativeLimits).GroupBy(limit => limit.Slot).OrderBy(group => group.Key)
            .Select(group => new BenchmarkedMetric(group.Key, policy.Metrics[group.Key], [.. group.Select(limit => limit.Limit).Distinct()]))];
        AddConditions(tests);
        BindConditions();
        populationJudge = new Judge(this, BenchmarkSet.Empty, [], [.. tests.Take(populationTests)]);
        Streaks = [.. policy.Metrics.Select((metric, slot) => new StreakMetric(metric, slot)).Where(streak => streak.Metric.Derivation is Derivation.Streak)];
        CaseMetrics = [.. policy.Metrics.Select((metric, slot) => (metric, slot))
            .SelectMany(one => one.metric.Derivation is Derivation.OfCase from ? new[] { new CaseMetric(one.metric, one.slot, from.What) } : [])];
        Results = [.. policy.Metrics.Select((metric, slot) => (metric, slot)).Where(one => one.metric.Derivation is Derivation.OfProgramme)
            .Select(one => new ResultMetric(one.metric, one.slot, ((Derivation.OfProgramme)one.metric.Derivation!).Source, period))]; // filtered
        HasMovement = policy.Movement is not null || Streaks.Count > 0;
        Mover = new Mover(this);
        isMade = true;
    }

    public Policy Policy { get; }

    /// <summary>The period that ages and dated limits are settled for.</summary>
    public Period Period { get; }

    /// <summary>The distinct tests, in the order of the document; a test's place here is its place in a list of verdicts.</summary>
    public IReadOnlyList<Test> Tests => tests;

    /// <summary>The slot of the metric that groups stores into industries, or -1.</summary>
    public int GroupSlot { get; }

    /// <summary>The metrics that need benchmarks, with the limits to be computed for each group.</summary>
    public IReadOnlyList<BenchmarkedMetric> Benchmarked { get; }

    /// <summary>Whether the policy has rules of movement; without them a store holds what it earned unless an operator decides otherwise.</summary>
    public bool HasMovement { get; }

    /// <summary>The rules of movement with what they need at hand.</summary>
    public Mover Mover { get; }

    /// <summary>The metrics that count periods in a row. Their count so far is brought from the standing before.</summary>
    public IReadOnlyList<StreakMetric> Streaks { get; }

    /// <summary>The metrics that are read from other programmes' outcomes.</summary>
    public IReadOnlyList<ResultMetric> Results { get; }

    /// <summary>The metrics that are lists of events. What they come to is put in a row as they are read.</summary>
    public IReadOnlyList<int> EventSlots { get; }

    /// <summary>The metrics that are read from the store's case.</summary>
    public IReadOnlyList<CaseMetric> CaseMetrics { get; }

    /// <summary>The place of a test of this policy in a list of verdicts.</summary>
    public int PlaceOf(Test test)
    {
        if (placesOfTests.TryGetValue(test, out var place)) return place;
        var signature = TestSignature.Of(test);
        if (!places.TryGetValue(signature, out place))
        {
            place = tests.Count;
            places.Add(signature, place);
            tests.Add(test);
        }
        if (!isMade) placesOfTests.Add(test, place);
        return place;
    }

    /// <summary>The verdict on a part of what the policy asks, by the verdicts on its tests.</summary>
    internal Verdict Of(Requirement requirement, ReadOnlySpan<Verdict> verdicts) => requirements.Judge(requirement, verdicts);

    /// <summary>The places of the tests that keep a requirement of this policy from being met, each once, in its order: of what is met already, and of advice, none.</summary>
    public IReadOnlyList<int> Deciding(Requirement requirement, ReadOnlySpan<Verdict> verdicts) => requirements.Deciding(requirement, verdicts);

    /// <summary>The places of the tests that make a requirement of this policy met, each once; none where it is not.</summary>
    public IReadOnlyList<int> Proving(Requirement requirement, ReadOnlySpan<Verdict> verdicts) => requirements.Proving(requirement, verdicts);

    /// <summary>The places of a requirement's tests, in the order in which the policy writes them. One that stands there twice has its place twice.</summary>
    internal int[] PlacesOf(Requirement requirement) => requirements.PlacesOf(requirement);

    /// <summary>Fills in what the policy says a blank stands for, then the derived metrics, from the readings that blobs supply.</summary>
    public void Complete(Span<long> row) => Complete(row, derived);

    /// <summary>Completes a row that was complete and of which readings were changed: what its streaks count stands.</summary>
    internal void CompleteAgain(Span<long> row) => Complete(row, derivedAgain);

    private void Complete(Span<long> row, Derived[] steps)
    {
        foreach (var (slot, units) in blanks)
        {
            if (row[slot] == Metric.Missing) row[slot] = units;
        }
        foreach (var step in steps) step.Compute(row);
    }

    /// <summary>Brings what is carried from the period before into a row that is not complete yet.</summary>
    public void Bring(Span<long> row, Standing? before, bool follows)
    {
        foreach (var streak in Streaks) row[streak.Slot] = follows && before is not null ? before.Carried.StreakOf(streak.Metric.Name) : 0;
    }

    /// <summary>Puts into a row that is not complete yet how many events a list has and what they come to in this period, or says why the text is none.</summary>
    public ReadingFault ReadEvents(int slot, ReadOnlySpan<byte> text, Span<long> row) => EventsOf(slot).Read(text, row);

    /// <summary>Puts into a row that is not complete yet what it comes to that there is no list.</summary>
    public void BlankEvents(int slot, Span<long> row) => EventsOf(slot).Blank(row);

    /// <summary>Brings what the store's case says into a row that is not complete yet; nothing of it is known of a store without one.</summary>
    public void BringCase(Span<long> row, CaseResult? result)
    {
        foreach (var metric in CaseMetrics) row[metric.Slot] = result is null || Policy.Cases is not { } procedure ? Metric.Missing : metric.Read(result, procedure);
    }

    /// <summary>Whether the screening gives the store a case.</summary>
    public Verdict OpensCase(ReadOnlySpan<Verdict> verdicts) => opensCase?.Judge(verdicts) ?? Verdict.Missed;

    /// <summary>Whether the store is judged at all, and so counts in its industry's benchmarks.</summary>
    public bool IsEligible(ReadOnlySpan<long> row)
    {
        if (population is null) return true;
        Span<Verdict> verdicts = stackalloc Verdict[populationJudge.TestCount];
        populationJudge.Examine(row, verdicts);
        return population.Judge(verdicts) is Verdict.Met or Verdict.NotConsidered;
    }

    /// <summary>The names that readings of a category or level stand for, to begin with: the policy's own.</summary>
    public IEnumerable<string> NamesOf(int slot)
    {
        var metric = Policy.Metrics[slot];
        if (metric.Values.Count > 0) return metric.Values;
        if (isMade && names[slot] is { } known) return known;
        // A number has none, and is asked as often as any other. While the plan is made, its tests are not all there yet.
        string[] found = LiteralNames.Of(metric.Name, tests.Concat(compilation.Conditions.SelectMany(condition => condition.Tests)), Period);
        return isMade ? names[slot] = found : found;
    }

    /// <summary>The tier that a list of verdicts earns.</summary>
    internal Decision Decide(ReadOnlySpan<Verdict> verdicts)
    {
        if (population is not null && population.Judge(verdicts) is Verdict.Missed or Verdict.NotEvaluable)
            return new Decision(population.Judge(verdicts) is Verdict.Missed ? Status.NotEligible : Status.NotEvaluable, tiers.Length);

        if (settlesEarly && Settle(verdicts) is { } settled) return settled;

        var open = false;
        for (var i = 0; i < tiers.Length; i++)
        {
            switch (tiers[i].Judge(verdicts))
            {
                case Verdict.Met:
                    return new Decision(Status.Assessed, i);
                case Verdict.NotEvaluable or Verdict.NotConsidered:
                    open = true;
                    break;
            }
        }
        // No tier is proven. Where one could not be ruled out either, the default tier is not a finding.
        return new Decision(open ? Status.NotEvaluable : Status.Assessed, tiers.Length);
    }

    /// <summary>What settles an outcome before any tier above the default one is looked at; null where nothing does.</summary>
    private Decision? Settle(ReadOnlySpan<Verdict> verdicts)
    {
        foreach (var rule in notAssessed)
        {
            if (rule.Judge(verdicts) is Verdict.Met) return new Decision(Status.NotAssessed, tiers.Length);
            if (rule.Judge(verdicts) is Verdict.NotEvaluable) return new Decision(Status.NotEvaluable, tiers.Length);
        }
        var open = false;
        for (var i = below.Length - 1; i >= 0; i--)
        {
            var verdict = below[i].Judge(verdicts);
            if (verdict is Verdict.Met) return new Decision(Status.Assessed, tiers.Length + 1 + i);
            if (verdict is Verdict.NotEvaluable) open = true;
        }
        // Where a tier under the default one cannot be ruled out, no higher one is proven either.
        return open ? new Decision(Status.NotEvaluable, tiers.Length) : null;
    }

    /// <summary>The verdict on a tier above the default one, by its place in the ladder.</summary>
    internal Verdict OfTier(int tier, ReadOnlySpan<Verdict> verdicts) => tiers[tier].Judge(verdicts);

    /// <summary>The verdict on a tier under the default one, by its place among those.</summary>
    internal Verdict OfBelow(int tier, ReadOnlySpan<Verdict> verdicts) => below[tier].Judge(verdicts);

    internal Verdict OfNotAssessed(int rule, ReadOnlySpan<Verdict> verdicts) => notAssessed[rule].Judge(verdicts);

    /// <summary>The tier that is held of another ladder; null where that cannot be told.</summary>
    internal Tier? HeldOf(int ladder, ReadOnlySpan<Verdict> verdicts)
    {
        for (var i = 0; i < ladders[ladder].Length; i++)
        {
            switch (ladders[ladder][i].Judge(verdicts))
            {
                case Verdict.Met:
                    return Policy.Ladders[ladder].Tiers[i];
                case Verdict.NotEvaluable or Verdict.NotConsidered:
                    return null;
            }
        }
        return Policy.Ladders[ladder].Otherwise;
    }

    /// <summary>Whether a test is asked at all; null where it always is.</summary>
    internal Condition? WhenOf(Test test) => conditions.GetValueOrDefault(test);

    /// <summary>The verdict on the condition under which a test is asked; met where it always is.</summary>
    public Verdict Asks(Test test, ReadOnlySpan<long> row) => WhenOf(tests[PlaceOf(test)])?.Judge(row) ?? Verdict.Met;

    /// <summary>The formula of a metric that is a number.</summary>
    internal Formula FormulaOf(string metric)
    {
        lock (formulas)
        {
            if (formulas.TryGetValue(metric, out var known)) return known;
            var formula = Formula.For(metric, compilation);
            formulas.Add(metric, formula);
            BindConditions();
            return formula;
        }
    }

    internal Verdict OfBar(int bar, ReadOnlySpan<Verdict> verdicts) => bars[bar].Judge(verdicts);

    /// <summary>Whether the terms of an entitlement hold; met where it has none.</summary>
    internal Verdict OfEntitlement(int entitlement, ReadOnlySpan<Verdict> verdicts) => entitlements[entitlement]?.Judge(verdicts) ?? Verdict.Met;

    internal Verdict OfCancellation(int cancellation, ReadOnlySpan<Verdict> verdicts) => cancellations[cancellation].Judge(verdicts);

    private static Requirement.All WithBars(Policy policy, Tier tier) => new([
        .. policy.Bars.Where(bar => bar.Shuts.Contains(tier.Name, StringComparer.Ordinal)).Select(bar => new Requirement.Not(bar.When)),
        .. tier.Requires is Requirement.All all ? all.Of : [tier.Requires],
    ]);

    /// <summary>Makes every condition ready to be asked. Its own tests may be conditional, which adds to the list as it is walked.</summary>
    private void BindConditions()
    {
        while (bound < compilation.Conditions.Count)
        {
            var condition = compilation.Conditions[bound++];
            AddConditions(condition.Tests);
            condition.Bind(this);
        }
    }

    private void AddConditions(IEnumerable<Test> conditional)
    {
        foreach (var test in conditional)
        {
            if (compilation.Condition(test.When) is { } condition) conditions[test] = condition;
        }
    }

    private IEnumerable<(int Slot, Limit Limit)> RelativeLimits(Test test)
    {
        var slot = Policy.SlotOf(test.Metric);
        return test.Limit.All.Select(limit => limit.At(Period)).Where(limit => limit.IsRelative)
            .Select(limit => (slot, limit is Limit.PartOf part ? part.Peers : limit));
    }

    private EventReadings EventsOf(int slot) => events?[slot] ?? throw new ArgumentException($"{Policy.Metrics[slot].Name} is no list of events.", nameof(slot));

    private static long BlankOf(Metric metric)
    {
        if (metric.WhenMissing is not { } text) return Metric.Missing;
        return metric.Codec.TryRead(text, out var units) is ReadingFault.None
            ? units
            : throw new ArgumentException($"{metric.Name}: '{text}' is not a reading of it and cannot stand for a blank.");
    }
}
