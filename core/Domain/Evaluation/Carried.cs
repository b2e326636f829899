namespace TierFunctions.Domain.Evaluation;

/// <summary>What a standing hands on to the next period besides its tier: counts that a rule is still counting, and what is shut.</summary>
/// <param name="Strikes">Misses in a row that have not cost the tier yet.</param>
/// <param name="Assessments">How often the store has been assessed, as far as a rule counts; 0 where none does.</param>
/// <param name="Cancelled">By what, and from which day, the programme is shut to the store for good.</param>
/// <param name="WaitsUntil">The first day on which it may hold a tier again; null where it need not wait.</param>
/// <param name="Streaks">For each streak of the policy, in the order of its metrics, how many periods it has lasted; empty where none has.</param>
public sealed record Carried(
    int Strikes = 0, int Assessments = 0, Cancelled? Cancelled = null, DateOnly? WaitsUntil = null, IReadOnlyList<KeyValuePair<string, long>>? Streaks = null)
{
    /// <summary>Until when each tier is held that was earned of late, the highest first; null where no such time runs.</summary>
    public IReadOnlyList<KeyValuePair<string, DateOnly>>? Valid { get; init; }

    /// <summary>Until when the store keeps its tier that could not be judged; null where it could be.</summary>
    public DateOnly? UnjudgedUntil { get; init; }

    /// <summary>The standing that ended because nobody could tell; it goes on if the store is found to earn that tier. Null where none did.</summary>
    public Interrupted? Interrupted { get; init; }

    public static Carried Nothing { get; } = new();

    /// <summary>Whether the next period would be the same without it.</summary>
    public bool IsNothing => Strikes == 0 && Assessments == 0 && Cancelled is null && WaitsUntil is null && Streaks is null or { Count: 0 }
        && Valid is null or { Count: 0 } && UnjudgedUntil is null && Interrupted is null;

    public long StreakOf(string metric)
    {
        foreach (var streak in Streaks ?? [])
        {
            if (streak.Key == metric) return streak.Value;
        }
        return 0;
    }

    /// <summary>The first day on which a tier is no longer held for having been earned before; null where no such time runs.</summary>
    public DateOnly? ValidUntil(string tier)
    {
        foreach (var (name, until) in Valid ?? [])
        {
            if (name == tier) return until;
        }
        return null;
    }

    public bool Equals(Carried? other) => other is not null
        && (Strikes, Assessments, Cancelled, WaitsUntil) == (other.Strikes, other.Assessments, other.Cancelled, other.WaitsUntil)
        && (UnjudgedUntil, Interrupted) == (other.UnjudgedUntil, other.Interrupted)
        && (Streaks ?? []).SequenceEqual(other.Streaks ?? []) && (Valid ?? []).SequenceEqual(other.Valid ?? []);

    public override int GetHashCode() => HashCode.Combine(Strikes, Assessments, Cancelled, WaitsUntil);
}

/// <summary>A tier that a store held until it could not be judged.</summary>
/// <param name="Since">The day from which it was held; null where that lies before anything known.</param>
/// <param name="CameFrom">The tier held before that; null where there was none.</param>
public sealed record Interrupted(string Tier, DateOnly? Since, string? CameFrom);

/// <param name="By">The id of the policy's cancellation.</param>
/// <param name="From">The first day on which the store is out.</param>
public sealed record Cancelled(string By, DateOnly From);
