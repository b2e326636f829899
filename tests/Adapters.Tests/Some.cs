using System.Globalization;
using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests;

/// <summary>Things to keep.</summary>
internal static class Some
{
    public static readonly IReadOnlyList<string> Ladder = ["gold", "silver", "none"];

    public static RunKey Key(int revision = 1, string programme = "gold-silver", string period = "2026-Q3") =>
        new(programme, Period.TryParse(period, out var parsed) ? parsed : throw new FormatException(period), revision);

    public static Run Run(RunKey? key = null, RunState state = RunState.Created) => new()
    {
        Key = key ?? Key(),
        State = state,
        PolicyVersion = "3",
        PolicySha256 = new string('a', 64),
        Inputs = [new("metrics/stores.csv", "1-2", 12)],
        CreatedAt = new DateTimeOffset(2026, 10, 1, 2, 0, 0, TimeSpan.Zero),
    };

    public static OutcomeRecord Outcome(
        string store, int tier = 2, int before = -1, int cameFrom = -1, string since = "2026-10-01", string industry = "toys", string verdicts = "Mx?-",
        string readings = "[1,2.5,null,\"tail\"]", Status status = Status.Assessed, string? reason = null) => new(
        Utf8(store), Utf8(industry), status, tier, before, cameFrom, since.Length == 0 ? 0 : DateOnly.Parse(since, CultureInfo.InvariantCulture).DayNumber,
        Utf8(verdicts), Utf8(readings), reason);

    /// <summary>A chunk; <paramref name="isLast"/> where it goes to the end of the stores.</summary>
    public static ChunkResult Chunk(int number, IReadOnlyList<OutcomeRecord> outcomes, RunKey? run = null, bool isLast = false, params Notice[] notices)
    {
        var summary = ChunkSummary.Empty(Ladder.Count, 4);
        summary.Statuses[0] = outcomes.Count;
        foreach (var outcome in outcomes) summary.Hash.Add(outcome.Store.Span);
        return new(run ?? Key(), new Chunk(number, 0, null, isLast ? null : "~", 0, 0, outcomes.Count), Ladder, outcomes, notices, summary);
    }

    /// <summary>A chunk of as many stores as asked for, whose ids come after those of the chunk before.</summary>
    public static ChunkResult Chunk(int number, int stores, bool isLast = false) => Chunk(
        number,
        [.. Enumerable.Range(0, stores).Select(i => Outcome(string.Create(CultureInfo.InvariantCulture, $"s{number:D4}-{i:D5}")))],
        isLast: isLast,
        notices: [new Notice(Key(), string.Create(CultureInfo.InvariantCulture, $"s{number:D4}-00000"), "email", "moved", "promoted")]);

    /// <summary>The same work by sixteen at once.</summary>
    public static Task<T[]> AtOnceAsync<T>(Func<int, Task<T>> work) => Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => work(i))));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
