using TierFunctions.Pipeline.CompleteRun;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>What a draft would make of an assessed period, beside what is stored. Tiers are the same where they have the same name.</summary>
public sealed record Simulation
{
    public required string Programme { get; init; }

    public required string Period { get; init; }

    /// <summary>The run that the draft was held against.</summary>
    public required string Run { get; init; }

    public required string StoredVersion { get; init; }

    public required string DraftVersion { get; init; }

    /// <summary>SHA-256 of the draft's document, lower-case hexadecimal.</summary>
    public required string DraftSha256 { get; init; }

    public required string OutcomesSha256 { get; init; }

    /// <summary>Stores that have an outcome, stored or under the draft.</summary>
    public required long Stores { get; init; }

    /// <summary>Stores that would hold another tier; <see cref="Up"/> and <see cref="Down"/> are those whose two tiers the draft can compare.</summary>
    public required long Moved { get; init; }

    public required long Up { get; init; }

    public required long Down { get; init; }

    /// <summary>The names of the stored policy's tiers from the highest down.</summary>
    public required IReadOnlyList<string> StoredTiers { get; init; }

    public required IReadOnlyList<string> DraftTiers { get; init; }

    /// <summary>Stores by stored tier and the draft's tier; "-" where there is an outcome on one side only.</summary>
    public required IReadOnlyList<Move> Moves { get; init; }

    public required IReadOnlyList<SimulatedCount> Statuses { get; init; }

    /// <summary>Ordered by industry; a store counts in the industry of its stored outcome.</summary>
    public required IReadOnlyList<SimulatedIndustry> Industries { get; init; }

    /// <summary>Notices that each policy would send, had it judged the period first.</summary>
    public required IReadOnlyList<SimulatedNotice> Notices { get; init; }

    public required IReadOnlyList<SimulatedEntitlement> Entitlements { get; init; }

    /// <summary>Of the stores whose reading of a deciding test lies closest to its limit under the draft, the closest first.</summary>
    public required IReadOnlyList<NearStore> Nearest { get; init; }

    /// <summary>Stores that would move, the furthest first; no more than <see cref="Comparison.Shown"/> of them.</summary>
    public required IReadOnlyList<MovedStore> Movers { get; init; }

    /// <summary>The draft's metrics that the period's snapshot does not hold: they are missing for every store.</summary>
    public required IReadOnlyList<string> MissingMetrics { get; init; }

    /// <summary>Readings that the draft would not take, by metric: they count as missing, while a run would refuse their rows.</summary>
    public required IReadOnlyList<UnfitReadings> UnfitReadings { get; init; }

    /// <summary>What else a reader should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The stores that would move, as a share of all.</summary>
    public decimal MovedShare => Stores == 0 ? 0 : decimal.Round((decimal)Moved / Stores, 9, MidpointRounding.AwayFromZero);
}

public sealed record SimulatedCount(string Name, long Stored, long Draft);

/// <param name="Stored">Stores by tier, in the order of the stored policy's tiers.</param>
/// <param name="Draft">Stores by tier, in the order of the draft's tiers.</param>
public sealed record SimulatedIndustry(string Industry, long Stores, long Moved, long Up, long Down, IReadOnlyList<long> Stored, IReadOnlyList<long> Draft);

/// <param name="On">What it tells of: placed, promoted, held, demoted.</param>
public sealed record SimulatedNotice(string On, string Channel, string Text, long Stored, long Draft);

/// <param name="Stored">Stores that have it by the stored outcomes.</param>
/// <param name="Draft">Stores that would have it.</param>
public sealed record SimulatedEntitlement(string Id, string Title, long Stored, long Draft, long Gained, long Lost);

/// <summary>A store on the edge of a limit.</summary>
/// <param name="Met">Whether it is inside the limit.</param>
/// <param name="Distance">From reading to limit, as a share of the limit; in units of 1 where the limit is 0.</param>
public sealed record NearStore(string Store, string? Industry, string Tier, string Test, string Metric, decimal Reading, decimal Limit, bool Met, decimal Distance);

public sealed record MovedStore(string Store, string? Industry, string? Stored, string? Draft, int Steps);

public sealed record UnfitReadings(string Metric, string Reason, long Stores, string FirstStore);
