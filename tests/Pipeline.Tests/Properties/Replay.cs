using System.Text;
using System.Text.Json;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Tests.InMemory;

namespace TierFunctions.Pipeline.Tests.Properties;

/// <summary>Judges a stored outcome again, from its own readings and what was pinned with its run.</summary>
internal static class Replay
{
    /// <param name="previous">The store's outcome in the run that this one goes on from; null where it has none.</param>
    public static StoredOutcome Of(Run run, RunPlan plan, StoredOutcome outcome, StoredOutcome? previous)
    {
        var line = outcome.Readings.Length == 0 ? [] : Encoding.UTF8.GetBytes(LineOf(plan, outcome) + "\n");
        var chunk = new Chunk(0, 0, null, null, 0, line.Length, 1);
        using var evaluation = new ChunkEvaluation(plan, chunk, previous is null ? [] : [previous], [], isRevision: false, run.FollowsPrevious);
        var result = evaluation.Evaluate(line);
        return InMemoryOutcomes.Stored(result, Assert.Single(result.Outcomes));
    }

    /// <summary>The line of a snapshot that holds what the outcome does: a reading that no test looked at is not there.</summary>
    private static string LineOf(RunPlan plan, StoredOutcome outcome)
    {
        using var readings = JsonDocument.Parse(outcome.Readings);
        var kept = plan.ReadingSlots.Zip(readings.RootElement.EnumerateArray().Select(element => element.GetRawText())).ToDictionary(pair => pair.First, pair => pair.Second);
        // Without rules of movement what a store held before is not among its readings, as the outcome says it itself.
        if (plan.Policy.HeldBefore is { } held) kept.TryAdd(plan.Policy.SlotOf(held), outcome.Before is { } tier ? $"\"{tier}\"" : "null");
        if (plan.Policy.HeldSince is { } since) kept.TryAdd(plan.Policy.SlotOf(since), outcome.Before == outcome.Tier && outcome.Since is { } day ? FormattableString.Invariant($"\"{day:yyyy-MM-dd}\"") : "null");
        var supplied = plan.Policy.Metrics.Select((metric, slot) => (metric, slot)).Where(one => one.metric.Derivation is null);
        return $"[\"{outcome.Store}\",{string.Join(',', supplied.Select(one => kept.GetValueOrDefault(one.slot, "null")))}]";
    }
}
