using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Sqlite;

/// <summary>The examples of <c>docs/sql.md</c>, in their order, on two revisions of one quarter.</summary>
public sealed partial class SqlExamplesTests : IDisposable
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly TemporaryDatabase file = new();

    [Fact]
    public async Task EveryExampleAnswers()
    {
        await KeepTwoRevisionsAsync();
        await KeepProductsAsync();
        string[][] expected =
        [
            ["gold-silver|2026-Q3|gold|1", "gold-silver|2026-Q3|none|1", "refund-rate-warning|2026-Q3|serious|3", "refund-rate-warning|2026-Q3|within|1"],
            ["2026-Q3|1|gold|silver|demoted", "2026-Q3|2|gold|gold|held"],
            ["fast|dispatch_hours|at-most|30.5|missed", "rated|rating|at-least||not-evaluable"],
            ["fast|2", "rated|1"],
            ["S-2|2", "S-1|1"],
            ["S-1|silver|gold"],
            ["gold-silver|2026-Q3|1|completed|2026-10-01T02:00:00+00:00||", "gold-silver|2026-Q3|2|completed|2026-10-01T02:00:00+00:00||", "refund-rate-warning|2026-Q3|1|completed|2026-10-01T02:00:00+00:00||"],
        ];
        var examples = Example().Matches(await File.ReadAllTextAsync(Path.Join(AppContext.BaseDirectory, "docs", "sql.md"), Ever)).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(expected.Length, examples.Count);
        foreach (var (sql, rows) in examples.Zip(expected)) Assert.Equal(rows, await AskAsync(sql));
    }

    [Fact]
    public async Task StandingsAreThoseOfTheLatestCompletedRun()
    {
        await KeepTwoRevisionsAsync();
        var runs = new SqliteRuns(file.Database);
        await runs.AddAsync(Some.Run(Some.Key(1, period: "2026-Q4"), RunState.Evaluating), Ever);
        await new SqliteOutcomes(file.Database).SaveAsync(Some.Chunk(0, [Some.Outcome("S-1", tier: 2)], Some.Key(1, period: "2026-Q4")), Ever);
        await runs.AddAsync(Some.Run(Some.Key(1, "plus"), RunState.CompletedWithFailures), Ever);
        await new SqliteOutcomes(file.Database).SaveAsync(Some.Chunk(0, [Some.Outcome("S-1", tier: 1)], Some.Key(1, "plus")), Ever);
        Assert.Equal(["gold-silver|2026-Q3|2|gold", "plus|2026-Q3|1|silver"], await AskAsync("SELECT programme, period, revision, tier FROM standings WHERE store = 'S-1' ORDER BY 1"));
    }

    [Fact]
    public async Task AStoreIsLookedUpWithoutReadingTheOthers()
    {
        await KeepTwoRevisionsAsync();
        string[] questions =
        [
            "SELECT * FROM standings WHERE programme = 'gold-silver' AND store = 'S-1'",
            "SELECT * FROM outcome_movements WHERE store = 'S-1'",
            "SELECT * FROM findings WHERE programme = 'gold-silver' AND period = '2026-Q3' AND revision = 1 AND store = 'S-1'",
        ];
        foreach (var question in questions)
        {
            var plan = await file.Database.ReadAsync(connection => connection.Query("EXPLAIN QUERY PLAN " + question, row => row.GetString(3)), Ever);
            Assert.Contains(plan, step => step.Contains("SEARCH o USING PRIMARY KEY (run=? AND store=?)", StringComparison.Ordinal));
        }
    }

    public void Dispose() => file.Dispose();

    private async Task KeepTwoRevisionsAsync()
    {
        var runs = new SqliteRuns(file.Database);
        var outcomes = new SqliteOutcomes(file.Database);
        for (var revision = 1; revision <= 2; revision++)
        {
            var key = Some.Key(revision);
            await runs.AddAsync(Some.Run(key, RunState.Completed), Ever);
            await new SqliteRunCatalogue(file.Database).DescribeAsync(
                key,
                ["rating", "dispatch_hours"],
                [
                    new TestDescription("old", "opened", Comparison.AtMost, []),
                    new TestDescription("fast", "dispatch_hours", Comparison.AtMost, ["gold", "silver"]),
                    new TestDescription("rated", "rating", Comparison.AtLeast, ["gold"]),
                    new TestDescription("careful", "rating", Comparison.AtLeast, ["silver"]),
                ],
                Ever);
            var outcome = Some.Chunk(0,
                [
                    Some.Outcome("S-1", tier: revision == 1 ? 1 : 0, before: 0, verdicts: "Mx?-", readings: "[null,30.5]"),
                    Some.Outcome("S-2", verdicts: "MxxM", readings: "[4.9,31]", status: Status.Assessed),
                ],
                key, isLast: true);
            await outcomes.SaveAsync(outcome, Ever);
        }
    }

    /// <summary>One run of products: those of two stores.</summary>
    private async Task KeepProductsAsync()
    {
        var key = Some.Key(1, "refund-rate-warning");
        await new SqliteRuns(file.Database).AddAsync(Some.Run(key, RunState.Completed), Ever);
        var products = Some.Chunk(0, [Some.Outcome("S-1!P1", tier: 1), Some.Outcome("S-1!P2", tier: 0), Some.Outcome("S-2!P1", tier: 1), Some.Outcome("S-2!P3", tier: 1)], key, isLast: true);
        await new SqliteOutcomes(file.Database).SaveAsync(products with { Ladder = ["within", "serious"] }, Ever);
    }

    private Task<List<string>> AskAsync(string sql) => file.Database.ReadAsync(
        connection => connection.Query(sql, row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => Text(row, column)))), Ever);

    private static string Text(SqliteDataReader row, int column) => Convert.ToString(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("^```sql\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
