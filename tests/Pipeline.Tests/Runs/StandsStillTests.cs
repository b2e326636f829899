using System.Globalization;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

/// <summary>Where chunks wait in a long queue, a sweep leaves them there and sends again only what is lost.</summary>
public sealed class StandsStillTests
{
    private readonly Market market = new(spread: new Spread(1, 10), standsStillAfter: TimeSpan.FromMinutes(10));

    [Fact]
    public async Task ChunksAreSentAgainOnlyOnceNoneHasFinishedForAWhile()
    {
        await StartJudgingAsync();
        var waiting = market.Queue.Count;
        Assert.Equal(5, waiting);
        foreach (var finishing in new[] { true, true, false })
        {
            // Each sweep is five minutes after the last; a chunk that finished in between is progress.
            if (finishing) await DeliverFirstAsync();
            await market.SweepAsync();
        }
        Assert.Equal(3, market.Queue.OfType<Message.EvaluateChunk>().Count());

        market.Queue.Clear();   // lost
        await market.SweepAsync();
        Assert.Equal(3, market.Queue.Count);
        Assert.All(market.Queue, message => Assert.True(Assert.IsType<Message.EvaluateChunk>(message).Generation > 0));

        // Once is enough for another while.
        await market.SweepAsync();
        Assert.Equal(3, market.Queue.Count);
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None)).State);
    }

    [Fact]
    public async Task ARunWhoseLastWordWasLostIsCompletedAtOnce()
    {
        await StartJudgingAsync();
        while (market.Queue[0] is Message.EvaluateChunk) await DeliverFirstAsync();
        market.Queue.Clear();   // whoever found the last chunk finished died before it said so
        await market.SweepAsync();
        Assert.IsType<Message.CompleteRun>(Assert.Single(market.Queue));
    }

    [Fact]
    public async Task WhoeverAsksForARunIsNotKeptWaiting()
    {
        await StartJudgingAsync();
        market.Queue.Clear();   // lost
        var run = Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None));
        var sent = await market.RedriveAsync(run.Key);
        Assert.Equal(5, sent.Count);
        Assert.All(sent, message => Assert.True(Assert.IsType<Message.EvaluateChunk>(message).Generation > 0));
        await market.DrainAsync();
        Assert.Equal(RunState.Completed, Assert.Single(await market.Runs.ListAsync(null, CancellationToken.None)).State);
    }

    private async Task StartJudgingAsync()
    {
        market.Inputs.Put("in/stores.csv", "store_id,industry,sales,late,orders\n" + string.Concat(Enumerable.Range(0, 45).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"S{i:D3},toys,{i},1,40\n"))));
        await market.StartAsync();
        await DeliverFirstAsync();
    }

    private async Task DeliverFirstAsync()
    {
        var first = market.Queue[0];
        market.Queue.RemoveAt(0);
        await market.DeliverAsync(first);
    }
}
