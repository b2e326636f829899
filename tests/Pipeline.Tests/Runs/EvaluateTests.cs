using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

public sealed class EvaluateTests
{
    private const string Header = "store_id,industry,sales,late,orders\n";

    private readonly Market market = new();

    [Fact]
    public async Task ARedeliveryChangesNothing()
    {
        market.Inputs.Put("in/a.csv", Header + "A,toys,500,0,10\nB,toys,50,0,10\n");
        var run = await market.RunAsync();
        var remains = await market.RemainsAsync(run.Key);
        foreach (var message in new Message[] { new Message.IngestRun(run.Key.ToString()), new Message.EvaluateChunk(run.Key.ToString(), 0), new Message.CompleteRun(run.Key.ToString()) })
        {
            await market.DeliverAsync(message);
            await market.DrainAsync();
        }
        Assert.Equal(remains, await market.RemainsAsync(run.Key));
    }

    [Fact]
    public async Task AHolderWithoutARowLapses()
    {
        await QuarterAsync("2026-Q2", "A,toys,500,0,10\nB,toys,50,0,10\nC,toys,40,0,10\n");
        var run = await QuarterAsync("2026-Q3", "B,toys,60,0,10\nC,toys,40,0,10\n");
        var lapsed = Assert.Single(market.Outcomes.All(run.Key), outcome => outcome.Store == "A");
        Assert.Equal(
            (Status.NotEvaluable, "none", "gold", "gold", "toys", "no row in the inputs of this period"),
            (lapsed.Status, lapsed.Tier, lapsed.Before, lapsed.CameFrom, lapsed.Industry, lapsed.Reason));
        Assert.Equal(1, run.Summary!.Absent);
        Assert.Equal(["demoted"], market.Outcomes.NoticesOf(run.Key).Where(notice => notice.Store == "A").Select(notice => notice.Template));

        // It holds nothing any more, so nothing can lapse again.
        Assert.Null((await QuarterAsync("2026-Q4", "B,toys,60,0,10\nC,toys,40,0,10\n")).Summary?.Tiers.FirstOrDefault(tier => tier.Key == "not-evaluable").Key);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task HoldersBetweenBeforeAndBehindAllRowsLapse(int buckets)
    {
        var spread = new Spread(buckets, 2);
        var here = new Market(spread: spread);
        here.Inputs.Put("q2/a.csv", Header + string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"S{i:D2},toys,500,0,10\n"))));
        here.Inputs.Put("q3/a.csv", Header + string.Concat(Enumerable.Range(0, 40).Where(i => i % 3 == 1).Select(i => FormattableString.Invariant($"S{i:D2},toys,500,0,10\n"))));
        await here.RunAsync("2026-Q2", places: "q2");
        var run = await here.RunAsync("2026-Q3", places: "q3");
        Assert.Equal(40, here.Outcomes.All(run.Key).Count);
        Assert.Equal(27, run.Summary!.Absent);
        Assert.All(here.Outcomes.All(run.Key), outcome => Assert.Equal(outcome.Reason is null ? "gold" : "none", outcome.Tier));
    }

    [Fact]
    public async Task WhatAStoreHeldBeforeItsFirstAssessmentComesFromItsRow()
    {
        market.Inputs.Put("in/a.csv", "store_id,industry,sales,held,held_since\nA,toys,150,silver,2026-01-05\nB,toys,150,none,\nC,toys,150,,\nD,toys,50,gold,2026-01-05\n");
        var run = await market.RunAsync();
        Assert.Equal(
            ["A silver silver 2026-01-05", "B none silver 2026-10-01", "C - silver 2026-10-01", "D gold none 2026-10-01"],
            market.Outcomes.All(run.Key).Select(outcome => $"{outcome.Store} {outcome.Before ?? "-"} {outcome.Tier} {outcome.Since:yyyy-MM-dd}"));
        Assert.Equal(
            [("placed", 1L), ("promoted", 1L), ("held", 1L), ("demoted", 1L)], run.Summary!.Movements.Select(movement => (movement.Key, movement.Value)));
    }

    [Fact]
    public async Task WhatWasEarnedHereOutweighsWhatTheRowSays()
    {
        await QuarterAsync("2026-Q2", "A,toys,50,5,10\n");
        market.Inputs.Put("2026-Q3/a.csv", "store_id,industry,sales,held,held_since\nA,toys,50,gold,2020-01-01\n");
        var run = await market.RunAsync("2026-Q3", places: "2026-Q3");
        Assert.Equal("none", Assert.Single(market.Outcomes.All(run.Key)).Before);
    }

    [Fact]
    public async Task NoticesAreHeldUntilTheRunIsCompleted()
    {
        await QuarterAsync("2026-Q2", "A,toys,50,5,10\n");
        market.Inputs.Put("2026-Q3/a.csv", Header + "A,toys,150,5,10\n");
        var accepted = Assert.IsType<StartResult.Accepted>(await market.StartAsync("2026-Q3", places: "2026-Q3"));
        while (market.Queue[0] is not Message.CompleteRun) await DeliverFirstAsync();
        Assert.Equal([NoticeState.Held, NoticeState.Held], market.Outcomes.NoticesOf(accepted.Run.Key).Select(notice => notice.State));
        await market.DrainAsync();
        Assert.Equal(["email promoted Pending", "sms promoted Pending"], market.Outcomes.NoticesOf(accepted.Run.Key).Select(notice => $"{notice.Channel} {notice.Template} {notice.State}"));
    }

    [Fact]
    public async Task ACorrectionIsOwedOnlyWhereARevisionChangesATier()
    {
        await QuarterAsync("2026-Q2", "A,toys,50,0,10\nB,toys,50,0,10\nC,toys,500,0,10\nD,toys,50,0,10\n");
        await QuarterAsync("2026-Q3", "A,toys,150,0,1\nB,toys,150,0,1\nC,toys,500,0,10\nD,toys,50,0,10\n");
        market.Inputs.Put("2026-Q3/a.csv", Header + "A,toys,160,0,1\nB,toys,15,0,1\nC,toys,500,0,10\nE,toys,15,0,1\n");
        var revised = await market.RunAsync("2026-Q3", revise: "B's sales were ten times too high", places: "2026-Q3");
        Assert.Equal(["B email corrected", "B sms corrected"], market.Outcomes.NoticesOf(revised.Key).Select(notice => $"{notice.Store} {notice.Channel} {notice.Template}"));
        Assert.Equal("none", market.Outcomes.All(revised.Key).Single(outcome => outcome.Store == "B").Before); // of the quarter before, not of what is superseded
    }

    [Fact]
    public async Task AStoreThatARevisionNoLongerFindsIsToldSo()
    {
        await QuarterAsync("2026-Q3", "A,toys,150,0,1\nB,toys,150,0,1\nC,toys,1,0,1\n");
        market.Inputs.Put("2026-Q3/a.csv", Header + "A,toys,150,0,1\n");
        var revised = await market.RunAsync("2026-Q3", revise: "B is a test store", places: "2026-Q3");
        var gone = market.Outcomes.All(revised.Key).Single(outcome => outcome.Store == "B");
        Assert.Equal((Status.NotEvaluable, "none", null, ChunkEvaluation.Absent), (gone.Status, gone.Tier, gone.Before, gone.Reason));
        Assert.Equal(["email", "sms"], market.Outcomes.NoticesOf(revised.Key).Where(notice => notice is { Store: "B", Template: "corrected" }).Select(notice => notice.Channel));
        Assert.DoesNotContain(market.Outcomes.All(revised.Key), outcome => outcome.Store == "C"); // it was never told of a tier
    }

    [Fact]
    public async Task StoresAreCountedUnderTheirIndustry()
    {
        market.Inputs.Put("in/a.csv", Header + "A,toys,150,0,1\nB,,150,0,1\nC,shoes,,0,1\nD,*,5,0,1\n");
        var run = await market.RunAsync();
        Assert.Equal(
            [("", 1L), ("*", 1L), ("shoes", 1L), ("toys", 1L)], run.Summary!.Industries.Select(industry => (industry.Industry, industry.Stores.Sum())));
    }

    [Fact]
    public async Task NobodyIsJudgedByADamagedSnapshot()
    {
        market.Inputs.Put("in/a.csv", Header + "A,toys,150,0,1\nB,toys,151,0,1\n");
        var run = Assert.IsType<StartResult.Accepted>(await market.StartAsync()).Run.Key;
        await DeliverFirstAsync();
        var damaged = (await market.FileAsync(run, RunFile.Snapshot)).Replace("151", "xyz", StringComparison.Ordinal);
        await market.Files.WriteAsync(run, RunFile.Snapshot, (stream, token) => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(damaged), token).AsTask(), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDataException>(DeliverFirstAsync);
        Assert.Empty(market.Outcomes.All(run));
    }

    [Fact]
    public async Task MessagesForUnknownRunsAndChunksAreRefusedForGood()
    {
        await Assert.ThrowsAsync<UnknownRunException>(() => market.DeliverAsync(new Message.EvaluateChunk("medals|2026-Q3|7", 0)));
        await Assert.ThrowsAsync<UnknownRunException>(() => market.DeliverAsync(new Message.CompleteRun("medals|2026-Q3|7")));
        market.Inputs.Put("in/a.csv", Header + "A,toys,1,0,1\n");
        await market.StartAsync();
        await DeliverFirstAsync();
        await Assert.ThrowsAsync<UnknownRunException>(() => market.DeliverAsync(new Message.EvaluateChunk("medals|2026-Q3|1", 1)));
        await Assert.ThrowsAsync<UnknownRunException>(() => market.DeliverAsync(new Message.EvaluateChunk("medals|2026-Q3|1", -1)));
    }

    private async Task<Run> QuarterAsync(string period, string rows)
    {
        market.Inputs.Put(period + "/a.csv", Header + rows);
        return await market.RunAsync(period, places: period);
    }

    private async Task DeliverFirstAsync()
    {
        var first = market.Queue[0];
        market.Queue.RemoveAt(0);
        await market.DeliverAsync(first);
    }
}
