using System.Globalization;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class ScheduleTests
{
    /// <summary>Two quarters and a revision of the second.</summary>
    private static readonly (string Period, string Place, string? Revise)[] Story =
        [("2026-Q2", "q2", null), ("2026-Q3", "q3", null), ("2026-Q3", "q3b", "sales of twenty stores were wrong")];

    [Fact]
    public async Task EveryMessageThreeTimesInAnyOrderWithPortsThatFailGivesTheSameBytes()
    {
        var clean = NewMarket(new Spread(4, 7));
        var expected = await TellAsync(clean, market => market.DrainAsync());
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            var market = NewMarket(new Spread(4, 7));
            var remains = await TellAsync(market, _ => DeliverWildlyAsync(market, random));
            Assert.True(expected == remains, $"seed {seed} left something else behind");
        }
    }

    [Theory]
    [InlineData(1, 4096, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(1, 13, 8)]
    [InlineData(16, 5, 2)]
    [InlineData(256, 4096, 1)]
    public async Task HowStoresAreSpreadNeverMatters(int buckets, int storesPerChunk, int workers)
    {
        var one = NewMarket(new Spread(1, 4096));
        await TellAsync(one, market => market.DrainAsync());
        var other = NewMarket(new Spread(buckets, storesPerChunk), workers);
        await TellAsync(other, market => market.DrainAsync());
        foreach (var run in await one.Runs.ListAsync(null, CancellationToken.None))
        {
            var same = await other.FindAsync(run.Key);
            Assert.Equal(one.Outcomes.All(run.Key), other.Outcomes.All(run.Key));
            Assert.Equal(one.Outcomes.NoticesOf(run.Key), other.Outcomes.NoticesOf(run.Key));
            Assert.Equal(run.Summary!.OutcomesSha256, same.Summary!.OutcomesSha256);
            Assert.Equal(run.Summary.Moves, same.Summary.Moves);
            Assert.Equal(run.Summary.Tests, same.Summary.Tests);
            Assert.Equal(run.Summary.Industries.Select(Text), same.Summary.Industries.Select(Text));
        }

        static string Text(CompleteRun.IndustryTiers industry) => $"{industry.Industry}: {string.Join(' ', industry.Stores)}";
    }

    [Fact]
    public async Task OneOtherReadingGivesAnotherHash()
    {
        var one = await NewMarket(new Spread(1, 10)).RunAsync("2026-Q2", places: "q2");
        var market = NewMarket(new Spread(1, 10));
        market.Inputs.Put("q2/a.csv", Csv(1, 0).Replace("S001,shoes,", "S001,shoes,1", StringComparison.Ordinal));
        Assert.NotEqual(one.Summary!.OutcomesSha256, (await market.RunAsync("2026-Q2", places: "q2")).Summary!.OutcomesSha256);
    }

    private static async Task<string> TellAsync(Market market, Func<Market, Task> deliver)
    {
        var remains = new List<string>();
        foreach (var (period, place, revise) in Story)
        {
            var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync(period, revise, null, place));
            await deliver(market);
            remains.Add(await market.RemainsAsync(accepted.Run.Key));
        }
        return string.Join('\n', remains);
    }

    /// <summary>
    /// A queue that delivers everything three times in any order, ports that fail before and after their effects, receivers that
    /// die, and a sweeper from time to time.
    /// </summary>
    private static async Task DeliverWildlyAsync(Market market, Random random)
    {
        // An input that cannot be opened is a failure of the port like any other; one that changed would not be.
        var trouble = 400;
        market.Mishaps.On = step =>
        {
            if (trouble > 0 && random.Next(12) == 0)
            {
                trouble--;
                throw new MishapException(step);
            }
        };
        var waiting = new List<Message>();
        while (true)
        {
            waiting.AddRange(market.Queue.SelectMany(message => Enumerable.Repeat(message, 3)));
            market.Queue.Clear();
            if (waiting.Count == 0)
            {
                if ((await market.SweepAsync()).Count == 0) break;
                continue;
            }
            if (random.Next(40) == 0) market.Restart();
            if (random.Next(60) == 0 && waiting.Count < 2000) await market.SweepAsync();
            var at = random.Next(waiting.Count);
            var message = waiting[at];
            waiting.RemoveAt(at);
            try
            {
                await market.DeliverAsync(message);
            }
            catch (MishapException)
            {
                if (random.Next(4) > 0) waiting.Add(message); // delivered again, or lost with a host that was killed
            }
        }
        market.Mishaps.On = null;
    }

    private static Market NewMarket(Spread spread, int workers = 2)
    {
        var market = new Market(spread: spread, workers: workers);
        market.Inputs.Put("q2/a.csv", Csv(1, 0));
        market.Inputs.Put("q3/a.csv", Csv(2, 10));
        market.Inputs.Put("q3b/a.csv", Csv(2, 10).Replace("0,0,", "9,0,", StringComparison.Ordinal));
        return market;
    }

    private static string Csv(int seed, int from)
    {
        var random = new Random(seed);
        return "store_id,industry,sales,late,orders,held\n" + string.Concat(Enumerable.Range(from, 120).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"S{i:D3},{(i % 2 == 0 ? "toys" : "shoes")},{(random.Next(8) == 0 ? "" : random.Next(300))},{random.Next(3)},{random.Next(20)},{(random.Next(3) == 0 ? "gold" : "none")}\n")));
    }
}
