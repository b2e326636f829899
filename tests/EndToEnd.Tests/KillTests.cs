using System.Diagnostics;

namespace TierFunctions.EndToEnd.Tests;

public sealed class KillTests : IDisposable
{
    private const int Kills = 25;

    /// <summary>So many that the whole test ends within a minute and a half on two slow cores; the variable asks for more, such as 100000.</summary>
    private static readonly string Stores = Environment.GetEnvironmentVariable("TIERFUNCTIONS_KILL_STORES") ?? "30000";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Each new process goes on where the killed one left off, and a run that ends in between makes way for another.</summary>
    [Fact]
    public async Task TwentyFiveKilledProcessesLeaveWhatOneThatWasNotKilledLeaves()
    {
        var random = new Random(25);
        Assert.Equal(0, (await Tier.RunAsync("sample", "--stores", Stores, "--seed", "5", "--period", "2026-Q2", "--out", folder["blobs"])).Code);
        var clock = Stopwatch.StartNew();
        var clean = (await Tier.JsonAsync(Command("clean"))).GetProperty("outcomesSha256").GetString();
        var whole = (int)clock.ElapsedMilliseconds;
        var (outcomes, notices) = (Outcomes.DigestOf(folder["clean"]), Notices("clean"));

        for (int kills = 0, round = 0; kills < Kills; round++)
        {
            var data = $"killed-{round}";
            for (var ended = false; !ended && kills < Kills;)
            {
                using var process = Tier.StartSilently(Command(data));
                ended = process.WaitForExit(random.Next(150, whole));
                if (ended) continue;
                process.Kill();
                await process.WaitForExitAsync();
                kills++;
            }
            Assert.Equal(clean, (await Tier.JsonAsync(Command(data))).GetProperty("outcomesSha256").GetString());
            Assert.Equal(outcomes, Outcomes.DigestOf(folder[data]));
            Assert.Equal(notices, Notices(data));
            Assert.Equal("ok", Outcomes.One(folder[data], "PRAGMA integrity_check"));
            Assert.Empty(Directory.EnumerateFiles(folder[data], "*.tmp", SearchOption.AllDirectories));
            Directory.Delete(folder[data], recursive: true);
        }
    }

    private string Notices(string data) => Outcomes.One(folder[data], "SELECT count(*) || ' ' || group_concat(DISTINCT state) || ' ' || max(store || channel || template) FROM notices");

    private string[] Command(string data) =>
        ["run", "-p", "gold-silver", "--period", "2026-Q2", "--metrics", folder["blobs"], "--data", folder[data], "--workers", "2", "--json"];
}
