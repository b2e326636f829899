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

    private static Notice Notice(string store, NoticeState state = NoticeState.Held) => new(Some.Key(), store, "email", "moved", "promoted", state);

    private async Task OweAsync(params Notice[] notices)
    {
        await Runs.AddAsync(Some.Run(), Ever);
        await Outcomes.SaveAsync(Some.Chunk(0, [Some.Outcome("a"), Some.Outcome("b")], notices: notices), Ever);
    }
}
