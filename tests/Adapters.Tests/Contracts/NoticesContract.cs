using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class NoticesContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    internal abstract IRuns Runs { get; }

    internal abstract IOutcomes Outcomes { get; }

    internal abstract INotices Notices { get; }

    internal abstract IDeliveries Deliveries { get; }

    [Fact]
    public async Task NoticesAreHeldUntilTheyAreReleased()
    {
        await OweAsync(Notice("a"), Notice("b"), Notice("c", NoticeState.Suppressed));
        Assert.Equal([new(NoticeState.Held, 2L), new(NoticeState.Suppressed, 1L)], await Notices.CountAsync(Some.Key(), Ever));

        await Notices.ReleaseAsync(Some.Key(), Ever);
        Assert.Equal([new(NoticeState.Pending, 2L), new(NoticeState.Suppressed, 1L)], await Notices.CountAsync(Some.Key(), Ever));

        await Notices.ReleaseAsync(Some.Key(), Ever);
        Assert.Equal(2, (await Notices.CountAsync(Some.Key(), Ever))[NoticeState.Pending]);
    }

    [Fact]
    public async Task ReleasingOneRunLeavesTheOthersHeld()
    {
        await OweAsync(Notice("a"));
        await Notices.ReleaseAsync(Some.Key(2), Ever);
        Assert.Equal([new(NoticeState.Held, 1L)], await Notices.CountAsync(Some.Key(), Ever));
        Assert.Empty(await Notices.CountAsync(Some.Key(2), Ever));
    }

    [Fact]
    public async Task TheNoticesOfAStoreComeByChannelAndTemplate()
    {
        Notice[] notices = [Notice("a") with { Channel = "sms" }, Notice("a") with { Template = "zero" }, Notice("a"), Notice("b")];
        await OweAsync(notices);
        Assert.Equal([notices[2], notices[1], notices[0]], await Notices.OfStoreAsync(Some.Key(), "a", Ever));
        Assert.Empty(await Notices.OfStoreAsync(Some.Key(), "z", Ever));
    }

    [Fact]
    public async Task TheNoticesOfAStoreAreThoseOfItsProductsToo()
    {
        Notice[] notices = [Notice("A!2"), Notice("A!1") with { Channel = "sms" }, Notice("A!1"), Notice("A-"), Notice("A-!1"), Notice("A"), Notice("A0"), Notice("AA")];
        await OweAsync(notices);
        Assert.Equal([notices[5], notices[2], notices[1], notices[0]], await Notices.OfStoreAsync(Some.Key(), "A", Ever));
        Assert.Equal([notices[2], notices[1]], await Notices.OfStoreAsync(Some.Key(), "A!1", Ever));
        Assert.Empty(await Notices.OfStoreAsync(Some.Key(), "A!", Ever));
    }

    [Fact]
    public async Task PageAfterPageGivesEveryNoticeOnce()
    {
        Notice[] notices = [.. Enumerable.Range(0, 7).Select(i => Notice($"s{i}", i == 3 ? NoticeState.Suppressed : NoticeState.Held)), Notice("s0") with { Channel = "sms" }];
        await OweAsync(notices);
        Assert.Equal(notices.Select(notice => notice.Key.ToString()).Order(StringComparer.Ordinal), (await PagesAsync(null)).Select(notice => notice.Key.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["s3"], (await PagesAsync(NoticeState.Suppressed)).Select(notice => notice.Store));
        Assert.Equal(7, (await PagesAsync(NoticeState.Held)).Count);
        Assert.Empty(await PagesAsync(NoticeState.Sent));
    }

    [Fact]
    public async Task WhatTextsTookIsSummedOverThoseThatWentOut()
    {
        Assert.Equal(0, (await Notices.CostsAsync(Some.Key(), Ever)).Letters);
        await OweAsync([.. Enumerable.Range(0, 6).Select(i => Notice($"s{i}") with { Channel = i == 5 ? "email" : "sms" })]);
        await Notices.ReleaseAsync(Some.Key(), Ever);
        await EndAsync("s0", NoticeState.Sent, new SmsCost(1, 0.1m, "USD"));
        await EndAsync("s1", NoticeState.Sent, new SmsCost(2, 0.2m, "USD"));
        await EndAsync("s2", NoticeState.Sent, new SmsCost(3, null, null));
        await EndAsync("s3", NoticeState.Sent, new SmsCost(1, 0.30m, "CNY"));
        await EndAsync("s4", NoticeState.DeadLettered, new SmsCost(9, 9m, "USD"));
        await EndAsync("s5", NoticeState.Sent, null);
        var costs = await Notices.CostsAsync(Some.Key(), Ever);
        // 0.1 and 0.2 are 0.3 and not nearly that.
        Assert.Equal("4 texts of 7 segments = 0.3 CNY + 0.3 USD + 3 segments at an unknown price", costs.ToString());

        async Task EndAsync(string store, NoticeState state, SmsCost? cost)
        {
            var notice = Assert.Single(await Notices.OfStoreAsync(Some.Key(), store, Ever));
            Assert.True(await Deliveries.ReplaceAsync(notice with { State = state, Delivery = notice.Delivery with { Cost = cost } }, Ever));
        }
    }

    private async Task<List<Notice>> PagesAsync(NoticeState? state)
    {
        var read = new List<Notice>();
        string? next = null;
        do
        {
            var page = await Notices.PageAsync(Some.Key(), state, next, 3, Ever);
            Assert.True(page.Notices.Count <= 3);
            read.AddRange(page.Notices);
            next = page.Next;
        }
        while (next is not null);
        return read;
    }

    private static Notice Notice(string store, NoticeState state = NoticeState.Held) => new(Some.Key(), store, "email", "moved", "promoted", state);

    private async Task OweAsync(params Notice[] notices)
    {
        await Runs.AddAsync(Some.Run(), Ever);
        await Outcomes.SaveAsync(Some.Chunk(0, [Some.Outcome("a"), Some.Outcome("b")], notices: notices), Ever);
    }
}
