using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Policies;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier doctor</c>: what this machine and this data folder are like, for a bug report or a bad feeling.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var policies = CommonOptions.Policies();
        var command = new Command("doctor", "Checks versions, paths and the database") { data, policies };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var healthy = true;
            Say("tier", typeof(DoctorCommand).Assembly.GetName().Version?.ToString(3) ?? "?");
            Say(".NET", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors");
            Say("time zones", TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out _) ? "found" : Bad("not found: install the tzdata package of this system"));
            Say("policies", Policies(parsed.GetValue(policies)!));
            await CheckDataAsync(parsed.GetValue(data)!, cancellationToken);
            return healthy ? ExitCode.Done : ExitCode.RunFailed;

            string Policies(string folder)
            {
                if (!Directory.Exists(folder)) return Bad($"{Path.GetFullPath(folder)}: there is no such folder");
                var read = PolicyFolder.Read(folder);
                return read.Mistakes.Count == 0 ? $"{Path.GetFullPath(folder)}: {read.Readings.Count} documents, no mistakes" : Bad($"{Path.GetFullPath(folder)}: {read.Mistakes.Count} mistakes; first: {read.Mistakes[0]}");
            }

            async Task CheckDataAsync(string folder, CancellationToken token)
            {
                if (!Directory.Exists(folder))
                {
                    Say("data", $"{Path.GetFullPath(folder)}: not made yet");
                    return;
                }
                await using var host = await LocalHost.OpenToReadAsync(folder, storage: null, token);
                var (version, check) = await host.Database.ReadAsync(connection => (Scalar(connection, "SELECT sqlite_version()"), Scalar(connection, "PRAGMA quick_check(1)")), token);
                Say("SQLite", version);
                Say("data", Path.GetFullPath(folder));
                Say("database", check == "ok" ? "quick_check: ok" : Bad($"quick_check: {check}"));
                foreach (var queue in QueueName.All)
                {
                    var count = await host.Queue.CountAsync(queue, token);
                    Say($"queue {queue}", FormattableString.Invariant($"{count.Waiting} waiting, {count.Locked} locked, {count.Scheduled} scheduled, {count.Dead} dead-lettered"));
                }
                var runs = await host.Runs.ListAsync(null, token);
                foreach (var waiting in await WaitingNotices.ReadAsync(host, token))
                {
                    var said = FormattableString.Invariant($"{waiting.Notices:N0} by {waiting.Channel} wait: {waiting.Reason}");
                    Say("notices", waiting.Reason == HookTrouble.KeyRefused ? Bad(said + "; the key or password of its hook has to be put right") : said);
                }
                Say("runs", FormattableString.Invariant($"{runs.Count}, of which {runs.Count(run => !run.IsOver)} unfinished"));
            }

            string Bad(string what)
            {
                healthy = false;
                return "PROBLEM " + what;
            }
        }));
        return command;
    }

    private static void Say(string what, string found) => Console.WriteLine($"{what,-18} {found}");

    private static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
