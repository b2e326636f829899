using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Programmes;

/// <summary>What a programme asks of stores and gives them, from a period on. Read from a policy document; never edited once in force.</summary>
public sealed class Policy
{
    public required string Programme { get; init; }

    public required string Version { get; init; }

    public required Wording Title { get; init; }

    /// <summary>The first period that this version judges.</summary>
    public required Period EffectiveFrom { get; init; }

    public Cadence Cadence => EffectiveFrom.Cadence;

    /// <summary>The IANA id of the marketplace's time zone, in which periods begin and end.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What is assessed: stores, or the products of stores.</summary>
    public Subject Subject { get; init; }

    /// <summary>Whether it judges when asked rather than by the calendar; its periods are then single days.</summary>
    public bool IsOnDemand { get; init; }

    /// <summary>How many days before the period's end the readings cover; null where the metrics say so themselves.</summary>
    public int? LookBackDays { get; init; }

    /// <summary>In the order of the document. A metric's place in this list is its slot in every row of readings.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Who is judged at all; null for every store. A store that misses one of these is not eligible, for that reason.</summary>
    public Requirement? Population { get; init; }

    public required Peers Peers { get; init; }

    public IReadOnlyList<Bar> Bars { get; init; } = [];

    /// <summary>When a store of the population is not judged in this period: too little volume, too new.</summary>
    public IReadOnlyList<NotAssessedRule> NotAssessed { get; init; } = [];

    /// <summary>From the highest tier down; the first whose requirements all hold is earned.</summary>
    public required IReadOnlyList<Tier> Tiers { get; init; }

    /// <summary>What a store holds that earns no tier.</summary>
    public required Tier Otherwise { get; init; }

    /// <summary>
    /// Tiers under the default one, from the highest down. They are proven rather than missed: a store that meets what one of them
    /// asks holds it whatever else it earned, and the lowest of several.
    /// </summary>
    public IReadOnlyList<Tier> Below { get; init; } = [];

    /// <summary>Other ladders that tiers of this one may ask for, such as a conduct level.</summary>
    public IReadOnlyList<SideLadder> Ladders { get; init; } = [];

    public IReadOnlyList<Entitlement> Entitlements { get; init; } = [];

    public IReadOnlyList<NoticeRule> Notices { get; init; } = [];

    /// <summary>The texts that notices name, and the standard ones.</summary>
    public IReadOnlyDictionary<string, NoticeText> Texts { get; init; } = new Dictionary<string, NoticeText>();

    /// <summary>How people decide on the stores that a screening finds; null where nobody does.</summary>
    public CaseProcedure? Cases { get; init; }

    /// <summary>What keeps or moves a store besides what it earned; null where a store holds what it earned.</summary>
    public MovementRules? Movement { get; init; }

    /// <summary>The metric that names the tier a store held before it was first assessed here; null where stores start with nothing.</summary>
    public string? HeldBefore { get; init; }

    /// <summary>The metric that says since which day it held that tier; null where that is not known.</summary>
    public string? HeldSince { get; init; }

    /// <summary>What the rows must look like before they are judged.</summary>
    public Gate Gate { get; init; } = new();

    /// <summary>All tiers from the highest down; the default one stands at the place <c>Tiers.Count</c>. A tier's rank is how many stand below it.</summary>
    public IReadOnlyList<Tier> Ladder => ladder ??= [.. Tiers, Otherwise, .. Below];

    private IReadOnlyList<Tier>? ladder;

    /// <summary>A metric's slot in every row of readings.</summary>
    public int SlotOf(string metric) => (slots ??= SlotsByName()).TryGetValue(metric, out var slot)
        ? slot
        : throw new ArgumentException($"{Programme} {Version} declares no metric '{metric}'.", nameof(metric));

    private Dictionary<string, int>? slots;

    private Dictionary<string, int> SlotsByName()
    {
        var byName = new Dictionary<string, int>(Metrics.Count, StringComparer.Ordinal);
        for (var slot = 0; slot < Metrics.Count; slot++) byName.TryAdd(Metrics[slot].Name, slot);
        return byName;
    }

    /// <summary>The day that a moment lies in, in the marketplace's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);

    /// <summary>The period that a moment lies in there.</summary>
    public Period PeriodAt(DateTimeOffset moment) => Period.Containing(DayOf(moment), Cadence);

    /// <summary>The moment at which a day begins there.</summary>
    public DateTimeOffset BeginOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(TimeZone).GetUtcOffset(midnight));
    }

    public Tier? FindTier(string name) => Ladder.FirstOrDefault(tier => string.Equals(tier.Name, name, StringComparison.Ordinal));

    /// <summary>The tier that a record names: one that this policy does not know, perhaps of an older one, counts as the default one.</summary>
    public Tier TierOrOtherwise(string name) => FindTier(name) ?? Otherwise;
}

/// <summary>A rung of a programme.</summary>
/// <param name="Name">How data and commands name it.</param>
/// <param name="Rank">How many tiers stand below it; higher is better. Compare ranks, never names.</param>
/// <param name="Requires">What it asks; the default tier asks nothing. For a tier under the default one, what brings a store down to it.</param>
/// <param name="Grants">The ids of the entitlements that come with it.</param>
public sealed record Tier(string Name, int Rank, Wording Title, Requirement Requires, IReadOnlyList<string> Grants);

public enum Subject
{
    Store,
    Product,
}

/// <summary>Another ladder in the same policy. It earns nothing by itself; other requirements ask for its tiers.</summary>
/// <param name="Tiers">From the highest down; the first whose requirements all hold is held.</param>
public sealed record SideLadder(string Name, Wording Title, IReadOnlyList<Tier> Tiers, Tier Otherwise);

/// <summary>A reason not to judge a store in this period, though it belongs to the programme.</summary>
public sealed record NotAssessedRule(string Id, Wording Title, Requirement When);

/// <summary>A violation that shuts tiers whatever the readings say: it applies where <paramref name="When"/> is met.</summary>
/// <param name="Shuts">The names of the tiers it shuts.</param>
public sealed record Bar(string Id, Wording Title, Requirement When, IReadOnlyList<string> Shuts);

/// <summary>What holding a tier gives.</summary>
/// <param name="While">Given only while this holds; null for always.</param>
/// <param name="Months">Given for so many calendar months from the day the tier was first held; null for as long as it is held.</param>
/// <param name="NewHoldersOnly">Given only to stores that rose to the tier, not to those that fell to it.</param>
/// <param name="Terms">What else people should know: a rate, a quota, a limit.</param>
/// <param name="Days">Given for so many days from that day, instead of months.</param>
/// <param name="Worth">What it comes to in figures; null where only its terms say so.</param>
public sealed record Entitlement(
    string Id, Wording Title, Requirement? While = null, int? Months = null, bool NewHoldersOnly = false, Wording? Terms = null, int? Days = null, Worth? Worth = null)
{
    /// <summary>The first day it is no longer given to who has held the tier since a day; null where it lasts as long as the tier. 31 August and 6 months is 28 February.</summary>
    public DateOnly? EndOf(DateOnly since) => Months is { } months ? since.AddMonths(months) : Days is { } days ? since.AddDays(days) : null;

    /// <summary>Whether it is given for a time.</summary>
    public bool Ends => Months is not null || Days is not null;
}

/// <summary>Limits on what may be wrong with a run's inputs before it is stopped, and on what the next version may change.</summary>
/// <param name="QuarantinedWarn">Share of quarantined rows from which the run says so.</param>
/// <param name="QuarantinedStop">Share of quarantined rows from which the run stops.</param>
/// <param name="RowsChangeWarn">Change of the number of rows against the last period, up or down, from which the run says so.</param>
/// <param name="RowsChangeStop">Change of the number of rows against the last period, up or down, from which the run stops.</param>
/// <param name="MostMoved">The most stores, as a share, that the version after this one may move without somebody answering for it.</param>
public sealed record Gate(
    decimal QuarantinedWarn = 0.01m, decimal QuarantinedStop = 0.05m, decimal RowsChangeWarn = 0.2m, decimal RowsChangeStop = 0.5m, decimal MostMoved = 0.1m);
