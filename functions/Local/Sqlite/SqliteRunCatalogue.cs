using System.Text.Json;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>What verdicts and readings stand for, for the view <c>findings</c>.</summary>
internal sealed class SqliteRunCatalogue(SqliteDatabase database) : IRunCatalogue
{
    public Task DescribeAsync(RunKey run, IReadOnlyList<string> readings, IReadOnlyList<TestDescription> tests, CancellationToken cancellationToken) =>
        database.WriteAsync(
            writer =>
            {
                var connection = writer.Connection;
                var id = SqliteRuns.IdOf(connection, run);
                connection.Execute("DELETE FROM run_readings WHERE run = ?1; DELETE FROM run_tests WHERE run = ?1", id);
                for (var place = 0; place < readings.Count; place++) connection.Execute("INSERT INTO run_readings VALUES (?1, ?2, ?3)", id, place, readings[place]);
                for (var place = 0; place < tests.Count; place++)
                {
                    var test = tests[place];
                    connection.Execute(
                        "INSERT INTO run_tests VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                        id, place, test.Id, test.Metric, Words.Write(test.Comparison), JsonSerializer.Serialize(test.Tiers));
                }
                return true;
            },
            cancellationToken);
}
