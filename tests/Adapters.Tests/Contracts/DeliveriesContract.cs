using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class DeliveriesContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 9, 0, 0, TimeSpan.Zero);

    internal abstract IRuns Runs { get; }

    internal abstract IOutcomes Outcomes { get; }

    internal abstract INotices Notices { get; }

    internal abstract IDeliveries Deliveries { get; }

    [Fact]
    public async Task ANoticeKeepsEverythingThatIsKnownOfItsDelivery()
    {
        await OweAsync("a");
        var notice = await FindAsync("a");
        Assert.Equal((NoticeState.Pending, Delivery.None), (notice.State, notice.Delivery with { Version = 0 }));

        var tried = notice with
        {
            Delivery = notice.Delivery with { Attempts = 2, NotBefore = Now.AddTicks(7), Letter = "abc", By = "smtp", Reference = "<1@x>", Reason = "http-503", At = Now, Cost = new SmsCost(2, 0.0790m, "USD") },
        };
        Assert.True(await Deliveries.ReplaceAsync(tried, Ever));
        Assert.Equal(tried with { Delivery = tried.Delivery with { Version = notice.Delivery.Version + 1 } }, await FindAsync("a"));

        Assert.True(await Deliveries.ReplaceAsync(await FindAsync("a") with { State = NoticeState.DeadLettered }, Ever));
        Assert.Equal([new(NoticeState.DeadLettered, 1L)], await Notices.CountAsync(Some.Key(), Ever));
        Assert.Null(await Deliveries.FindAsync(notice.Key with { Template = "other" }, Ever));
    }

    [Fact]
    public async Task ANoticeIsRecordedAsAcceptedOnceHoweverManyTry()
    {
        await OweAsync("a");
        var notice = await FindAsync("a");
        var won = await Some.AtOnceAsync(i => Deliveries.ReplaceAsync(notice with { State = NoticeState.Sent, Delivery = notice.Delivery with { By = $"hook-{i}" } }, Ever));
        Assert.Single(won, true);
        var stored = await FindAsync("a");
        Assert.Equal((NoticeState.Sent, $"hook-{won.IndexOf(true)}"), (stored.State, stored.Delivery.By));
        Assert.False(await Deliveries.ReplaceAsync(notice with { State = NoticeState.DeadLettered }, Ever));
    }

    [Fact]
    public async Task WhatIsTakenIsDueAgainOnlyAfterItsTime()
    {
        await OweAsync("a", "b", "c");
        var first = await Deliveries.TakeDueAsync(Some.Key(), Now, Now.AddHours(1), 2, Ever);
        var second = await Deliveries.TakeDueAsync(Some.Key(), Now, Now.AddHours(2), 2, Ever);
        Assert.Equal((2, 1), (first.Count, second.Count));
        Assert.Equal(["a", "b", "c"], first.Concat(second).Select(notice => notice.Store).Order(StringComparer.Ordinal));
        Assert.Empty(await Deliveries.TakeDueAsync(Some.Key(), Now.AddMinutes(59), Now.AddHours(3), 9, Ever));
        Assert.Equal(first.Select(notice => notice.Store).Order(), (await Deliveries.TakeDueAsync(Some.Key(), Now.AddHours(1), Now.AddHours(3), 9, Ever)).Select(notice => notice.Store).Order());
        Assert.All(first, notice => Assert.Equal(Now.AddHours(1), notice.Delivery.NotBefore));
    }

    [Fact]
    public async Task SeveralThatTakeAtOnceEachGetOthers()
    {
        await OweAsync([.. Enumerable.Range(0, 30).Select(i => $"s{i:D2}")]);
        var taken = await Some.AtOnceAsync(_ => Deliveries.TakeDueAsync(Some.Key(), Now, Now.AddHours(1), 2, Ever));
        var stores = taken.SelectMany(notices => notices).Select(notice => notice.Store).ToList();
        Assert.Equal(stores.Count, stores.Distinct().Count());
        Assert.True(taken.All(notices => notices.Count <= 2));
        // What nobody got at once is still there.
        stores.AddRange((await Deliveries.TakeDueAsync(Some.Key(), Now, Now.AddHours(1), 30, Ever)).Select(notice => notice.Store));
        Assert.Equal(30, stores.Distinct().Count());
    }

    [Fact]
    public async Task OnlyPendingNoticesAreTakenAndATakenOneCanBeRecorded()
    {
        await OweAsync("a", "b");
        Assert.True(await Deliveries.ReplaceAsync(await FindAsync("a") with { State = NoticeState.Suppressed }, Ever));
        var taken = Assert.Single(await Deliveries.TakeDueAsync(Some.Key(), Now, Now.AddHours(1), 9, Ever));
        Assert.Equal("b", taken.Store);
        Assert.True(await Deliveries.ReplaceAsync(taken with { State = NoticeState.Sent }, Ever));
        Assert.Empty(await Deliveries.TakeDueAsync(Some.Key(2), Now.AddDays(1), Now.AddDays(2), 9, Ever));
    }

    private async Task<Notice> FindAsync(string store) =>
        await Deliveries.FindAsync(new NoticeKey(Some.Key(), store, "email", "moved"), Ever) ?? throw new InvalidOperationException($"There is no notice of {store}.");

    private async Task OweAsync(params string[] stores)
    {
        await Runs.AddAsync(Some.Run(), Ever);
        await Outcomes.SaveAsync(
            Some.Chunk(0, [.. stores.Select(store => Some.Outcome(store))], notices: [.. stores.Select(store => new Notice(Some.Key(), store, "email", "moved", "promoted"))]), Ever);
        await Notices.ReleaseAsync(Some.Key(), Ever);
    }
}
