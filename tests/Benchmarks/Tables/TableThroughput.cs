using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using TierFunctions.Azure.Tables;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Benchmarks.Tables;

/// <summary>
/// Chunks as the pipeline keeps them (outcomes, notices, the marker, and the question whether it was the last) beside plain
/// batches of 100 entities of the same shape. Every chunk and every batch has a partition of its own, of about 100 rows.
/// </summary>
internal static class TableThroughput
{
    private const int Chunks = 120;
    private const int AtOnce = 8;

    // Of a hundred stores of the sample marketplace, twelve are owed a notice.
    private const double NoticesPerStore = 0.12;

    private static readonly string[] Ladder = ["gold", "silver", "none"];
    private static readonly string Readings = $"[{string.Join(',', Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i + 0.25}")))}]";

    public static async Task<int> RunAsync(string connectionString, int rounds)
    {
        var service = new TableServiceClient(connectionString);
        var tables = new TierTables(service);
        await tables.CreateAsync(CancellationToken.None);
        var plain = service.GetTableClient("plain");
        await plain.CreateIfNotExistsAsync(CancellationToken.None);
        var outcomes = new TableOutcomes(tables, TierTables.Spread);

        var ratios = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var kept = await MeasureAsync(round, (chunk, token) => KeepAsync(outcomes, chunk, token));
            var batches = await MeasureAsync(round, (batch, token) => SubmitAsync(plain, batch, token));
            if (round == 0) continue;   // the first warms both
            ratios.Add(kept / batches);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: chunks {kept:N0} entities/s, plain batches {batches:N0} entities/s, ratio {kept / batches:F2}"));
        }
        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:F2} (least {ratios[0]:F2}, greatest {ratios[^1]:F2})"));
        return 0;
    }

    private static async Task<double> MeasureAsync(int round, Func<int, CancellationToken, Task<int>> work)
    {
        var entities = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(round * Chunks + 1, Chunks), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, token) => Interlocked.Add(ref entities, await work(number, token)));
        return entities / watch.Elapsed.TotalSeconds;
    }

    private static async Task<int> KeepAsync(TableOutcomes outcomes, int number, CancellationToken cancellationToken)
    {
        // A revision of its own is a partition of its own.
        var run = new RunKey("bench", Period.TryParse("2026-Q3", out var period) ? period : throw new FormatException(), number);
        var stores = TierTables.Spread.StoresPerChunk;
        var notices = (int)(stores * NoticesPerStore);
        var saved = await outcomes.SaveAsync(
            new ChunkResult(
                run, new Chunk(0, 0, null, "~", 0, 0, stores), Ladder, [.. Enumerable.Range(0, stores).Select(Outcome)],
                [.. Enumerable.Range(0, notices).Select(i => new Notice(run, IdOf(i), "email", "moved", "promoted"))], ChunkSummary.Empty(Ladder.Length, 20)),
            cancellationToken);
        return saved.First ? stores + notices + 1 : throw new InvalidOperationException("The chunk was there already.");
    }

    private static async Task<int> SubmitAsync(TableClient table, int number, CancellationToken cancellationToken)
    {
        var partition = number.ToString(CultureInfo.InvariantCulture);
        await table.SubmitTransactionAsync(
            Enumerable.Range(0, 100).Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(partition, "o|" + IdOf(i))
            {
                ["Status"] = "assessed", ["Tier"] = "silver", ["Verdicts"] = Verdicts, ["Readings"] = Readings, ["Industry"] = "apparel", ["Before"] = "none", ["Since"] = "2026-10-01",
            })),
            cancellationToken);
        return 100;
    }

    private const string Verdicts = "MMMMxMMMMMMMMMMMMMMx";

    private static OutcomeRecord Outcome(int i) => new(
        Utf8(IdOf(i)), Utf8("apparel"), Status.Assessed, 1, 2, -1, new DateOnly(2026, 10, 1).DayNumber, Utf8(Verdicts), Utf8(Readings), null);

    private static string IdOf(int i) => string.Create(CultureInfo.InvariantCulture, $"S{2020000000L + i}");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
