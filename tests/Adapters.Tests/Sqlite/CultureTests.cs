using System.Globalization;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Adapters.Tests.Sqlite;

public sealed class CultureTests
{
    [Theory]
    [InlineData("tr-TR")]   // upper-cases i to a dotted İ
    [InlineData("th-TH")]   // counts years from 543 years earlier
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    public async Task TheSameBytesAreKeptInEveryCulture(string name)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            using var file = new TemporaryDatabase();
            await new SqliteRuns(file.Database).AddAsync(Some.Run(), CancellationToken.None);
            await new SqliteOutcomes(file.Database).SaveAsync(Some.Chunk(0, [Some.Outcome("i", industry: "industry")]), CancellationToken.None);
            var queue = new SqliteQueue(file.Database, new ManualTimeProvider(), new QueueRules());
            await queue.SendAsync("runs", [new("a", "{}")], CancellationToken.None);

            Assert.Equal(new DateOnly(2026, 10, 1), (await new SqliteOutcomes(file.Database).FindAsync(Some.Key(), "i", CancellationToken.None))?.Since);
            Assert.Equal(
                ["2026-10-01 assessed industry 2026-Q3 2026-10-01T02:00:00.0000000Z"],
                await file.Database.ReadAsync(
                    connection => connection.Query(
                        "SELECT since || ' ' || status || ' ' || industry || ' ' || period || ' ' || enqueued_at FROM outcomes, runs, messages", row => row.GetString(0)),
                    CancellationToken.None));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = null;
        }
    }
}
