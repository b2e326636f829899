using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies.Language;

/// <summary>
/// A whole policy. Names are declared before what speaks of them is read: metrics, then standards, then tiers and entitlements,
/// in whatever order the document has them.
/// </summary>
internal sealed class PolicyReader
{
    /// <summary>The column that says whose readings a row holds.</summary>
    private const string StoreId = "store_id";

    /// <summary>The column that says which of a store's products, where those are judged.</summary>
    private const string ProductId = "product_id";

    private readonly Cursor root;
    private readonly Fields fields;
    private readonly Declared<Metric> metrics = new("a declared metric");
    private readonly Declared<Standard> standards = new("a declared standard");
    private readonly Declared<string> tiers = new("a tier of this policy");
    private readonly Declared<Cursor> entitlements = new("a declared entitlement");
    private readonly Declared<Ladder> ladders = new("a ladder of this policy");
    private readonly CaseMetricReader fromCases = new();
    private readonly RequirementReader requirements;
    private IReadOnlyList<PolicyTest> tests = [];
    private IReadOnlyList<ProgrammeLink> links = [];

    private PolicyReader(Cursor root, Fields fields)
    {
        this.root = root;
        this.fields = fields;
        requirements = new RequirementReader(new CheckReader(metrics, standards), ladders);
    }

    /// <summary>The policy as far as it could be read; to be used only if no mistake was noted.</summary>
    /// <param name="beside">The document of more test rows; null for none.</param>
    public static (Policy? Policy, IReadOnlyList<PolicyTest> Tests, IReadOnlyList<ProgrammeLink> Links) Read(Cursor root, (string File, Cursor Root)? beside)
    {
        if (root.Block(PolicyForms.Policy) is not { } fields) return (null, [], []);
        var reader = new PolicyReader(root, fields);
        return (reader.Read(beside), reader.tests, reader.links);
    }

    private Policy? Read((string File, Cursor Root)? beside)
    {
        var programme = fields.Require("programme")?.Id("a programme's name");
        var version = VersionOf(fields.Require("version"));
        var title = WordingReader.Read(fields.Require("title"));
        var effectiveFrom = CalendarReader.EffectiveFrom(fields);
        var timeZone = CalendarReader.TimeZone(fields.Require("timeZone"));
        var lookBack = CalendarReader.LookBackDays(fields.Find("lookBack"));
        var subject = fields.Require("subject")?.Choice(Words.Subjects);

        var tiersAt = fields.Require("tiers");
        foreach (var name in TierReader.NamesOf(tiersAt)) tiers.Add(name, name);
        var results = new ResultReader(programme, effectiveFrom, isOnDemand: root.RawOf("cadence") == Words.OnDemand);
        var declared = Metrics(results, subject);
        links = results.Links;
        Declare(effectiveFrom?.Cadence);

        var population = Population(fields.Find("population"));
        var bars = new BarReader(requirements, tiers).ReadAll(fields.Find("bars"));
        var notAssessed = new NotAssessedReader(requirements).ReadAll(fields.Find("notAssessed"));
        var sides = new SideLadderReader(requirements, ladders).ReadAll(fields.Find("ladders"));
        ladders.Add(Ladder.Own, new Ladder(orBetter: false));
        var ladder = new TierReader(requirements, tiers, entitlements, (name, requires) => Unbarred(bars, name, requires));
        var below = fields.Find("below") is { } under ? ladder.ReadAll(under, below: 0, proven: true) : [];
        var read = ladder.ReadAll(tiersAt, below.Count + 1, ladders.Get(Ladder.Own));
        var otherwise = ladder.ReadOtherwise(fields.Require("otherwise"), below.Count);
        var movement = new MovementReader(requirements, tiers, otherwise?.Name).Read(fields.Find("movement"));
        var cases = new CaseReader(requirements).Read(fields.Find("cases"));
        if (subject is Subject.Product) fields.Find("cases")?.Mistake("cases in a programme that judges products", "no cases: people decide on stores");
        fromCases.Check(cases, isThere: root.Has("cases"));
        var granted = Entitlements();
        var texts = NoticeTextReader.ReadAll(fields.Find("texts"));
        var names = tiers.Names.Append(otherwise?.Name ?? "none").Concat(below.Select(tier => tier.Name)).Distinct().ToList();
        var notices = new NoticeReader(texts, [.. cases?.States.Select(state => state.Name) ?? []], names).ReadAll(fields.Find("notices"));
        foreach (var clash in below.Where(tier => tier.Name == otherwise?.Name || tiers.Names.Contains(tier.Name, StringComparer.Ordinal)))
            fields.Find("below")?.Mistake($"the tier '{clash.Name}' again", "each tier once");
        var (heldBefore, heldSince) = new HeldBeforeReader(metrics).Read(fields.Find("heldBefore"), names);
        var gate = GateReader.Read(fields.Find("gate"));
        var peers = fields.Find("peers") is { } compared ? new PeersReader(metrics).Read(compared) : Unasked();
        var rows = new PolicyTestReader(metrics, standards, [.. names], sides, effectiveFrom?.Cadence);
        rows.ReadAll(fields.Find("tests"));
        if (beside is var (file, more) && more.Block(PolicyForms.TestRows) is { } added)
        {
            rows.ReadAll(added.Require("tests"), file);
            added.RefuseOthers();
        }
        tests = rows.Rows;
        fields.RefuseOthers();

        return programme is null || version is null || title is null || effectiveFrom is not { } from
            || timeZone is null || otherwise is null || peers is null
            ? null
            : new Policy
            {
                Programme = programme,
                Version = version,
                Title = title,
                EffectiveFrom = from,
                TimeZone = timeZone,
                Subject = subject ?? Subject.Store,
                IsOnDemand = fields.Find("cadence")?.Raw == Words.OnDemand,
                LookBackDays = lookBack,
                Metrics = declared,
                Population = population,
                Peers = peers,
                Bars = bars,
                Tiers = read,
                Otherwise = otherwise,
                Below = below,
                NotAssessed = notAssessed,
                Ladders = sides,
                Entitlements = granted,
                Notices = notices,
                Texts = texts,
                Cases = cases,
                Movement = movement,
                HeldBefore = heldBefore,
                HeldSince = heldSince,
                Gate = gate,
            };
    }

    private static string? VersionOf(Cursor? cursor)
    {
        const string Expected = "a version such as 2026-07 or 3, in letters, digits, points and hyphens";
        if (cursor?.Text(Expected) is not { } text) return null;
        if (text.Length <= 64 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) return text;
        cursor.Mistake(Expected);
        return null;
    }

    private List<Metric> Metrics(ResultReader results, Subject? subject)
    {
        var read = new List<Metric>();
        var reader = new MetricReader(metrics, requirements, tiers, fromCases, results);
        var cursor = fields.Require("metrics");
        var named = cursor?.Named("metrics by name");
        foreach (var (name, value) in named ?? [])
        {
            if (name == ProductId && subject is Subject.Product) value.Mistake($"the metric '{name}'", "another name: every row has this column, the product's own id");
            if (name == StoreId) value.Mistake($"the metric '{name}'", "another name: every row has this column, the store's own id");
            var metric = reader.Read(name, value);
            read.AddRange(reader.TakeConstants());
            metrics.Add(name, metric);
            if (metric is not null) read.Add(metric);
        }
        if (named is { Count: 0 }) cursor!.Mistake("an empty block", "at least one metric"); // never null: it has a block
        return read;
    }

    /// <summary>What a tier asks, and that none of the bars that shut it applies.</summary>
    private static Requirement.All Unbarred(IReadOnlyList<Bar> bars, string tier, Requirement requires) =>
        new([.. bars.Where(bar => bar.Shuts.Contains(tier, StringComparer.Ordinal)).Select(bar => new Requirement.Not(bar.When)), requires]);

    private Requirement? Population(Cursor? cursor)
    {
        if (cursor is null) return null;
        var population = requirements.Read(cursor, new Surroundings(allowsPeers: false));
        if (CarriedMetrics.In(population, metrics) is { } carried)
            cursor.Mistake($"'{carried}', which is known only when a store is judged", "metrics of the period's own rows: the population is settled before");
        return population;
    }

    private void Declare(Cadence? cadence)
    {
        var standardReader = new StandardReader(metrics, cadence);
        foreach (var (name, value) in fields.Find("standards")?.Named("standards by name") ?? [])
            standards.Add(name, standardReader.Read(name, value));
        foreach (var (id, value) in fields.Find("entitlements")?.AsNamed ?? []) entitlements.Add(id, value);
    }

    private List<Entitlement> Entitlements()
    {
        var read = new List<Entitlement>();
        var reader = new EntitlementReader(requirements, metrics);
        foreach (var (id, value) in fields.Find("entitlements")?.Named("entitlements by id") ?? [])
        {
            if (!entitlements.IsUsed(id)) value.Mistake($"the entitlement '{id}' that no tier grants", "a tier whose grants name it");
            if (reader.Read(id, value) is { } entitlement) read.Add(entitlement);
        }
        return read;
    }

    private Domain.Benchmarks.Peers Unasked()
    {
        if (standards.Names.Any(name => standards.Get(name) is { } standard
            && (standard.Default.IsRelative || standard.Overrides.Any(exception => exception.Measure.IsRelative))))
        {
            root.Mistake("no 'peers'", "peers: whom stores are compared with, as a standard takes its limit from them");
        }
        return PeersReader.Unasked;
    }
}
