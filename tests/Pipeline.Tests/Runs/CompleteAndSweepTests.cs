using System.Globalization;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class CompleteAndSweepTests
{
    private readonly Market market = new(spread: new Spread(1, 10));

    public CompleteAndSweepTests()
    {
        market.Inputs.Put("q2/a.csv", Csv(1));
        market.Inputs.Put("q3/a.csv", Csv(2));
    }

    /// <summary>Every effect of a run after it was started, in the order of a run without mishaps.</summary>
    public static TheoryData<string> Effects { get; } =
    [
        "runs.replace Ingesting", "inputs.open", "files.write quarantine.ndjson", "files.write snapshot.ndjson", "files.write benchmarks.json", "files.write chunks.json",
        "runs.replace Evaluating", "files.read snapshot.ndjson", "outcomes.save 0", "outcomes.save 1", "outcomes.save 2", "outcomes.save 4", "outcomes.finished",
        "runs.replace Completing", "notices.release", "files.write report.html", "runs.replace Completed",
    ];

    [Fact]
    public async Task ARunIsNotCompletedBeforeItsLastChunk()
    {
        var run = await StartAsync();
        await DeliverFirstAsync();
        var chunks = market.Queue.Where(message => message is Message.EvaluateChunk).ToList();
        Assert.Equal(5, chunks.Count);
        market.Queue.Clear();
        foreach (var chunk in chunks)
        {
            await market.DeliverAsync(new Message.CompleteRun(run.Key.ToString()));
            await market.DrainAsync();
            Assert.Equal(RunState.Evaluating, (await market.FindAsync(run.Key)).State);
            await market.DeliverAsync(chunk);
            if (chunk != chunks[^1]) market.Queue.Clear(); // the fake says each time that it may be the last
        }
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, (await market.FindAsync(run.Key)).State);
    }

    [Fact]
    public async Task CompletingTwiceIsHarmless()
    {
        var run = await CompleteAsync();
        var remains = await market.RemainsAsync(run.Key);
        var completedAt = run.CompletedAt;
        market.Time.Advance(TimeSpan.FromHours(1));
        await market.DeliverAsync(new Message.CompleteRun(run.Key.ToString(), 5));
        Assert.Equal(remains, await market.RemainsAsync(run.Key));
        Assert.Equal(completedAt, (await market.FindAsync(run.Key)).CompletedAt);
    }

    [Theory, MemberData(nameof(Effects))]
    public async Task ARunThatDiesBeforeAnEffectIsFinishedByTheSweeper(string effect) => await DieAsync("before " + effect);

    [Theory, MemberData(nameof(Effects))]
    public async Task ARunThatDiesAfterAnEffectIsFinishedByTheSweeper(string effect) => await DieAsync("after " + effect);

    [Fact]
    public async Task ASweepSendsWhatIsMissingAsANewGeneration()
    {
        var run = await StartAsync();
        await DeliverFirstAsync();
        var chunks = market.Queue.ToList();
        market.Queue.Clear();
        await market.DeliverAsync(chunks[1]);
        await market.DeliverAsync(chunks[3]);
        market.Queue.Clear();

        var first = await market.SweepAsync();
        market.Queue.Clear();
        var second = await market.SweepAsync();
        Assert.Equal([0, 2, 4], first.Cast<Message.EvaluateChunk>().Select(message => message.Chunk));
        Assert.Equal([0, 2, 4], second.Cast<Message.EvaluateChunk>().Select(message => message.Chunk));
        Assert.Empty(chunks.Concat(first).Select(message => message.Id).Intersect(second.Select(message => message.Id)));
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, (await market.FindAsync(run.Key)).State);
    }

    [Fact]
    public async Task ASweepOfCompletedRunsSendsNothing()
    {
        await CompleteAsync();
        Assert.Empty(await market.SweepAsync());
    }

    [Fact]
    public async Task ASweepWhileAllGoesWellDoesNoHarm()
    {
        var clean = new CompleteAndSweepTests();
        var expected = await clean.market.RemainsAsync((await clean.CompleteAsync()).Key);
        var run = await StartAsync();
        while (market.Queue.Count > 0)
        {
            await DeliverFirstAsync();
            if ((await market.FindAsync(run.Key)).State is not RunState.Completed && market.Queue.Count < 50) await market.SweepAsync();
        }
        Assert.Equal(expected, await market.RemainsAsync(run.Key));
    }

    [Fact]
    public async Task ARunThatIsBeingIngestedIsLeftInPeaceHoweverOftenItIsSwept()
    {
        var run = await StartAsync();
        var swept = new List<Message>();
        market.Mishaps.On = step =>
        {
            if (step != "before inputs.open") return;
            // Ingesting takes hours, and says that it is at work; sweeps and repeated deliveries come in between.
            for (var minute = 0; minute < 120; minute++)
            {
                market.Time.Advance(TimeSpan.FromMinutes(1));
                var now = market.Runs.FindAsync(run.Key, CancellationToken.None).Result!;   // in memory: over at once, and there
                Assert.True(market.Runs.ReplaceAsync(now with { IngestingAt = market.Time.GetUtcNow() }, CancellationToken.None).Result);
                swept.AddRange(market.SweepNowAsync().Result);
                market.DeliverAsync(new Message.IngestRun(run.Key.ToString(), minute + 1)).Wait();
            }
        };
        await DeliverFirstAsync();
        Assert.Empty(swept);
        Assert.Equal(1, (await market.FindAsync(run.Key)).Attempt);
    }

    [Fact]
    public async Task AnAttemptThatFellSilentIsFollowedByAnother()
    {
        var run = await StartAsync();
        Assert.True(await market.Runs.ReplaceAsync(run with { State = RunState.Ingesting, Attempt = 1, IngestingAt = market.Time.GetUtcNow() }, CancellationToken.None));
        market.Queue.Clear();
        market.Time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.Empty(await market.SweepNowAsync());
        market.Time.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<Message.IngestRun>(Assert.Single(await market.SweepNowAsync()));
        await market.DrainAsync();
        Assert.Equal((RunState.Completed, 2), await market.FindAsync(run.Key) switch { var ended => (ended.State, ended.Attempt) });
    }

    [Fact]
    public async Task AnAttemptThatFailedIsFollowedByAnotherAtOnce()
    {
        var run = await StartAsync();
        var message = market.Queue[0];
        market.Mishaps.On = step =>
        {
            if (step == "before files.write snapshot.ndjson") throw new MishapException(step);
        };
        await Assert.ThrowsAsync<MishapException>(DeliverFirstAsync);
        market.Mishaps.On = null;
        await market.DeliverAsync(message);
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, (await market.FindAsync(run.Key)).State);
    }

    private async Task DieAsync(string step)
    {
        var clean = new CompleteAndSweepTests();
        var expected = await clean.market.RemainsAsync((await clean.CompleteAsync()).Key);

        var run = await StartAsync();
        var died = false;
        market.Mishaps.On = now =>
        {
            if (now != step || died) return;
            died = true;
            throw new MishapException(now);
        };
        try
        {
            await market.DrainAsync();
        }
        catch (MishapException)
        {
            // The process is gone, and what it had received and not sent with it.
        }
        Assert.True(died, $"nothing happened {step}");
        market.Queue.Clear();
        market.Restart();
        for (var sweep = 0; sweep < 3; sweep++)
        {
            await market.SweepAsync();
            await market.DrainAsync();
        }
        Assert.Equal(expected, await market.RemainsAsync(run.Key));
    }

    private async Task<Run> StartAsync()
    {
        await market.RunAsync("2026-Q2", places: "q2");
        return Assert.IsType<StartResult.Accepted>(await market.StartAsync("2026-Q3", places: "q3")).Run;
    }

    private async Task<Run> CompleteAsync()
    {
        var run = await StartAsync();
        await market.DrainAsync();
        return await market.FindAsync(run.Key);
    }

    private async Task DeliverFirstAsync()
    {
        var first = market.Queue[0];
        market.Queue.RemoveAt(0);
        await market.DeliverAsync(first);
    }

    private static string Csv(int seed)
    {
        var random = new Random(seed);
        return "store_id,industry,sales,late,orders\n" + string.Concat(Enumerable.Range(0, 45).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"S{i:D3},{(i % 2 == 0 ? "toys" : "shoes")},{random.Next(300)},{random.Next(5)},{random.Next(40)}\n")));
    }
}
