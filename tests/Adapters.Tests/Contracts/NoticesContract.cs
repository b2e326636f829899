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
