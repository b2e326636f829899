using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TierFunctions.App;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Host;

public sealed class TimerTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task OverAYearEachPeriodIsAssessedOnceHoweverTheTimerFires()
    {
        await using var served = new Served();
        // The metrics of a quarter arrive some days after its end, those of the second one very late.
        var drops = new Dictionary<string, string> { ["2026-01-01"] = "2025-Q4", ["2026-04-06"] = "2026-Q1", ["2026-09-30"] = "2026-Q2", ["2026-10-02"] = "2026-Q3" };
        served.Time.Now = At("2026-01-01", 0);
        await served.StartAsync();
        var due = new Dictionary<string, DateTimeOffset>();
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            if (drops.TryGetValue(day.ToString("O", null), out var period)) served.Drop(period);
            served.Time.Now = day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
            switch (day.DayNumber % 6)
            {
                case 0:   // twice at once
                    await Task.WhenAll(FireAsync(served), CallAsync(served), CallAsync(served));
                    break;
                case 1:   // not at all
                    break;
                case 2:   // late, and once more
                    served.Time.Now += TimeSpan.FromHours(17);
                    await FireAsync(served);
                    await CallAsync(served);
                    break;
                default:
                    await FireAsync(served);
                    break;
            }
            foreach (var run in await served.Runs.ListAsync(null, Ever))
            {
                await served.EndOfAsync(run.Key);
                due.TryAdd(run.Key.ToString(), served.Time.Now);
            }
        }
        var runs = await served.Runs.ListAsync(null, Ever);
        Assert.Equal(["shop|2025-Q4|1", "shop|2026-Q1|1", "shop|2026-Q2|1", "shop|2026-Q3|1"], runs.Select(run => run.Key.ToString()));
        Assert.All(runs, run => Assert.Equal(RunState.Completed, run.State));
        // Each as soon as there was something to assess; on 6 April the timer did not fire.
        Assert.Equal(["2026-01-01", "2026-04-07", "2026-09-30", "2026-10-02"], runs.Select(run => due[run.Key.ToString()].UtcDateTime.ToString("yyyy-MM-dd", null)));
    }

    [Fact]
    public async Task ATimerFiresOnceForAllThatWasMissedWhileNobodyRan()
    {
        await using var served = new Served();
        served.Time.Now = At("2026-01-05", 1);
        await served.StartAsync();
        var timer = Timer(served);
        await timer.FireIfDueAsync(Ever);   // at the start, unless the host was faster
        Assert.Equal(At("2026-01-05", 2), timer.NextDue);
        await served.StopAsync();

        served.Time.Now = At("2026-02-20", 9);
        await served.StartAsync();
        timer = Timer(served);
        await timer.FireIfDueAsync(Ever);
        Assert.Equal(At("2026-02-21", 2), timer.NextDue);
        Assert.False(await timer.FireIfDueAsync(Ever));
    }

    [Fact]
    public async Task OfManyWhoFireADueTimerOneDoes()
    {
        await using var served = await new Served().StartAsync();
        var services = served.Server.Services;
        var function = served.Server.Functions.Single(found => found.Name == nameof(AssessEndedPeriods));
        // One that the host does not fire itself.
        using var timer = new TimerFunction(
            function, (Trigger.Timer)function.Trigger, services.GetRequiredService<FunctionCalls>(), new FiredTimers(Path.Join(served.Data, "mine")), served.Time, NullLogger<TimerFunction>.Instance);
        Assert.True(await timer.FireIfDueAsync(Ever));
        served.Time.Now += TimeSpan.FromDays(1);
        var fired = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => timer.FireIfDueAsync(Ever))));
        Assert.Single(fired, done => done);
    }

    private static DateTimeOffset At(string day, int hour) => new(DateOnly.Parse(day, null), new TimeOnly(hour, 0), TimeSpan.Zero);

    private static TimerFunction Timer(Served served) =>
        served.Server.Services.GetRequiredService<TimerFunctions>().All.Single(timer => timer.Name == nameof(AssessEndedPeriods));

    private static Task<bool> FireAsync(Served served) => Timer(served).FireIfDueAsync(Ever);

    /// <summary>Calls the function whether or not it is due.</summary>
    private static Task<object?> CallAsync(Served served) => served.Server.Services.GetRequiredService<FunctionCalls>().CallAsync(
        served.Server.Functions.Single(function => function.Name == nameof(AssessEndedPeriods)), _ => new TimerInfo(), Ever);
}
