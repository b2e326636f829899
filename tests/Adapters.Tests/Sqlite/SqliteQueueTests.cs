using TierFunctions.Local.Sqlite;

namespace TierFunctions.Adapters.Tests.Sqlite;

public sealed class SqliteQueueTests : IDisposable
{
    private const string Runs = "runs";
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly TemporaryDatabase file = new();
    private readonly ManualTimeProvider time = new();
    private SqliteQueue queue;

    public SqliteQueueTests() => queue = Queue();

    [Fact]
    public async Task MessagesComeInTheOrderSent()
    {
        await SendAsync("c", "a", "b");
        Assert.Equal(["c", "a"], (await ReceiveAsync(2)).Select(message => message.Id));
        Assert.Equal(["b"], (await ReceiveAsync(2)).Select(message => message.Id));
        Assert.Empty(await ReceiveAsync(2));
    }

    [Fact]
    public async Task QueuesAreApart()
    {
        await SendAsync("a");
        Assert.Empty(await queue.ReceiveAsync("evaluations", 1, Ever));
        Assert.Equal(1, await queue.SendAsync("evaluations", [new("a", "other")], Ever));
        Assert.Equal("other", (await queue.ReceiveAsync("evaluations", 1, Ever))[0].Body);
    }

    [Fact]
    public async Task ARepeatedIdIsDroppedWithinTheWindowEvenAfterCompletion()
    {
        Assert.Equal(1, await SendAsync("a", "a"));
        await queue.CompleteAsync(Assert.Single(await ReceiveAsync(9)), Ever);
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(0, await SendAsync("a"));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await SendAsync("a"));
    }

    [Fact]
    public async Task OfManyWhoSendOrReceiveAMessageOneDoes()
    {
        Assert.Equal(1, (await Some.AtOnceAsync(_ => SendAsync("a"))).Sum());
        Assert.Single(await Some.AtOnceAsync(_ => ReceiveAsync(1)), received => received.Count == 1);
    }

    [Fact]
    public async Task AScheduledMessageWaitsForItsTime()
    {
        await queue.SendAsync(Runs, [new("a", "{}", time.GetUtcNow().AddMinutes(5))], Ever);
        Assert.Equal(new QueueCount(0, 0, 1, 0), await queue.CountAsync(Runs, Ever));
        Assert.Empty(await ReceiveAsync(1));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(await ReceiveAsync(1));
    }

    [Fact]
    public async Task ALockThatRanOutGivesTheMessageToTheNextReceiver()
    {
        await SendAsync("a");
        var first = (await ReceiveAsync(1))[0];
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await queue.CompleteAsync(first, Ever));
        var second = (await ReceiveAsync(1))[0];
        Assert.Equal(2, second.DeliveryCount);
        Assert.False(await queue.CompleteAsync(first, Ever));
        Assert.False(await queue.AbandonAsync(first, Ever));
        Assert.False(await queue.DeadLetterAsync(first, "r", "d", Ever));
        Assert.Null(await queue.RenewAsync(first, Ever));
        Assert.True(await queue.CompleteAsync(second, Ever));
        Assert.Equal(new QueueCount(0, 0, 0, 0), await queue.CountAsync(Runs, Ever));
    }

    [Fact]
    public async Task ARenewedLockLastsLonger()
    {
        await SendAsync("a");
        var message = (await ReceiveAsync(1))[0];
        time.Advance(TimeSpan.FromSeconds(50));
        var renewed = await queue.RenewAsync(message, Ever);
        Assert.Equal(time.GetUtcNow().AddMinutes(1), renewed?.LockedUntil);
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.Empty(await ReceiveAsync(1));
        Assert.True(await queue.CompleteAsync(renewed!, Ever));   // asserted above
    }

    [Fact]
    public async Task AMessageThatIsGivenBackTooOftenIsSetAside()
    {
        await SendAsync("a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = Assert.Single(await ReceiveAsync(1));
            Assert.Equal(delivery, message.DeliveryCount);
            Assert.True(await queue.AbandonAsync(message, Ever));
        }
        Assert.Empty(await ReceiveAsync(1));
        Assert.Equal(("a", 3, "MaxDeliveryCountExceeded"), Assert.Single(await DeadAsync()) switch { var dead => (dead.Id, dead.DeliveryCount, dead.Reason) });
    }

    [Fact]
    public async Task AMessageThatKillsItsReceiversIsSetAsideToo()
    {
        await SendAsync("a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Single(await ReceiveAsync(1));
            file.Reopen();
            queue = Queue();
            Assert.Empty(await ReceiveAsync(1));
            Assert.Equal(1, await queue.ReleaseLocksAsync(Ever));
        }
        Assert.Empty(await ReceiveAsync(1));
        Assert.Equal("MaxDeliveryCountExceeded", Assert.Single(await DeadAsync()).Reason);
    }

    [Fact]
    public async Task DeadLettersAreKeptWithTheirReasonAndCanBeRedriven()
    {
        await SendAsync("a", "b");
        foreach (var message in await ReceiveAsync(2)) Assert.True(await queue.DeadLetterAsync(message, "Malformed", $"'{message.Id}' is no run", Ever));
        Assert.Equal(["'a' is no run", "'b' is no run"], (await DeadAsync()).Select(dead => dead.Description));
        Assert.Equal(time.GetUtcNow(), (await DeadAsync())[0].At);

        Assert.Equal(2, await queue.RedriveAsync(Runs, [.. (await DeadAsync()).Select(dead => dead.Sequence)], Ever));
        Assert.Equal([1, 1], (await ReceiveAsync(9)).Select(message => message.DeliveryCount));
        Assert.Empty(await DeadAsync());
    }

    [Fact]
    public async Task WhoeverWaitsHearsOfWhatIsSentAfterwards()
    {
        var next = queue.NextArrival;
        Assert.False(next.IsCompleted);
        await SendAsync("a");
        await next.WaitAsync(TimeSpan.FromSeconds(30), Ever);
        var message = (await ReceiveAsync(1))[0];
        next = queue.NextArrival;
        Assert.False(next.IsCompleted);
        await queue.AbandonAsync(message, Ever);
        await next.WaitAsync(TimeSpan.FromSeconds(30), Ever);
    }

    public void Dispose() => file.Dispose();

    private SqliteQueue Queue() => new(file.Database, time, new QueueRules { LockDuration = TimeSpan.FromMinutes(1), MaxDeliveryCount = 3 });

    private Task<int> SendAsync(params string[] ids) => queue.SendAsync(Runs, [.. ids.Select(id => new OutgoingMessage(id, "{}"))], Ever);

    private Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(int most) => queue.ReceiveAsync(Runs, most, Ever);

    private Task<IReadOnlyList<DeadLetter>> DeadAsync() => queue.DeadLettersAsync(Runs, 100, Ever);
}
