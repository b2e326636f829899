using System.Text.Json;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pipeline.Revisions;

/// <summary>What a revision makes different from the run it takes the place of, added up. Adding is commutative, as chunks come in any order.</summary>
public sealed class RevisionSums
{
    private const string Nothing = "-";

    /// <summary>Gained, lost, with other terms.</summary>
    private const int Kinds = 3;

    private readonly SortedDictionary<string, SortedDictionary<string, long>> moves = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long[]> entitlements = new(StringComparer.Ordinal);
    private long stores, up, down;

    /// <summary>Compares the outcomes that a chunk supersedes with those that it gave; both are ordered by store.</summary>
    internal static RevisionSums Of(IReadOnlyList<StoredOutcome> superseded, RunPlan before, IReadOnlyList<OutcomeRecord> records, RunPlan after)
    {
        var sums = new RevisionSums();
        foreach (var (was, now) in HeldOutcome.Pairs(superseded, before.Policy, records, after.Policy))
        {
            if (StoreChange.Between(was, now, before, after) is { } change) sums.Add(change);
        }
        return sums;
    }

    internal void Add(StoreChange change)
    {
        stores++;
        if (change.Steps > 0) up++;
        if (change.Steps < 0) down++;
        Count(change.Old?.Tier.Name ?? Nothing, change.New?.Tier.Name ?? Nothing, 1);
        foreach (var grant in change.Entitlements.Gained) Count(grant.Entitlement.Id)[0]++;
        foreach (var grant in change.Entitlements.Lost) Count(grant.Entitlement.Id)[1]++;
        foreach (var (old, _) in change.Entitlements.Changed) Count(old.Entitlement.Id)[2]++;
    }

    internal void Add(RevisionSums other)
    {
        stores += other.stores;
        up += other.up;
        down += other.down;
        foreach (var (before, row) in other.moves)
        {
            foreach (var (now, count) in row) Count(before, now, count);
        }
        foreach (var (id, counts) in other.entitlements)
        {
            var sum = Count(id);
            for (var kind = 0; kind < Kinds; kind++) sum[kind] += counts[kind];
        }
    }

    /// <param name="corrected">How many notices the revision owes.</param>
    internal RevisionSummary ToSummary(Policy before, Policy after, long corrected) => new(
        stores, up, down,
        [.. moves.SelectMany(row => row.Value.Select(cell => new Move(row.Key, cell.Key, cell.Value))).OrderBy(move => PlaceIn(before, move.Before)).ThenBy(move => PlaceIn(after, move.Now))],
        [.. entitlements.Select(entry => new RevisedEntitlement(
            entry.Key, after.Entitlements.Concat(before.Entitlements).First(entitlement => entitlement.Id == entry.Key).Title.In("en"), entry.Value[0], entry.Value[1], entry.Value[2]))],
        corrected);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("stores", stores);
        json.WriteNumber("up", up);
        json.WriteNumber("down", down);
        json.WriteStartObject("moves");
        foreach (var (before, row) in moves)
        {
            json.WriteStartObject(before);
            foreach (var (now, count) in row) json.WriteNumber(now, count);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("entitlements");
        foreach (var (id, counts) in entitlements)
        {
            json.WriteStartArray(id);
            foreach (var count in counts) json.WriteNumberValue(count);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; throws as the members of <see cref="JsonElement"/> do for anything else.</summary>
    internal static RevisionSums Read(JsonElement json)
    {
        var sums = new RevisionSums
        {
            stores = json.GetProperty("stores").GetInt64(), up = json.GetProperty("up").GetInt64(), down = json.GetProperty("down").GetInt64(),
        };
        foreach (var row in json.GetProperty("moves").EnumerateObject())
        {
            foreach (var cell in row.Value.EnumerateObject()) sums.Count(row.Name, cell.Name, cell.Value.GetInt64());
        }
        foreach (var entry in json.GetProperty("entitlements").EnumerateObject())
        {
            if (entry.Value.GetArrayLength() != Kinds) throw new FormatException($"'{entry.Name}' has {entry.Value.GetArrayLength()} counts, expected {Kinds}.");
            sums.entitlements.Add(entry.Name, [.. entry.Value.EnumerateArray().Select(count => count.GetInt64())]);
        }
        return sums;
    }

    private void Count(string before, string now, long count)
    {
        if (!moves.TryGetValue(before, out var row)) moves.Add(before, row = new(StringComparer.Ordinal));
        row[now] = row.GetValueOrDefault(now) + count;
    }

    private long[] Count(string entitlement)
    {
        if (!entitlements.TryGetValue(entitlement, out var counts)) entitlements.Add(entitlement, counts = new long[Kinds]);
        return counts;
    }

    // From the highest tier down, and then whoever has no outcome.
    private static int PlaceIn(Policy policy, string tier) => policy.FindTier(tier) is { } known ? policy.Ladder.Count - known.Rank : int.MaxValue;
}

/// <summary>What a revision gives and takes back.</summary>
/// <param name="Stores">The stores whose result differs: another tier, another status or other entitlements.</param>
/// <param name="Moves">Those by their tier in the run that was superseded and the tier now, also where it is the same; "-" for no outcome.</param>
/// <param name="Corrected">How many notices are owed for it.</param>
public sealed record RevisionSummary(long Stores, long Up, long Down, IReadOnlyList<Move> Moves, IReadOnlyList<RevisedEntitlement> Entitlements, long Corrected);

/// <param name="Gained">Stores that have it now and did not.</param>
/// <param name="Lost">Stores that had it and do not any more.</param>
/// <param name="Changed">Stores that have it from or until another day.</param>
public sealed record RevisedEntitlement(string Id, string Title, long Gained, long Lost, long Changed);
