using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Local.Tests.Host;

public sealed class SqliteQueuesTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task WhatIsNotDueYetIsHandedOutWhenItIs()
    {
        await using var served = await new Served().StartAsync();
        var (queues, queue) = (served.Server.Services.GetRequiredService<IQueues>(), served.Server.Services.GetRequiredService<SqliteQueue>());
        await queues.SendAsync([new Message.DeliverNotice("shop|2025-Q3|1|A|sms|placed", 3, served.Time.Now.AddHours(2))], Ever);

        // Nobody is known by that name, so that its function would fail, and say so by a delivery.
        await Task.Delay(1500);
        Assert.Equal(new QueueCount(0, 0, 1, 0), await queue.CountAsync(QueueName.Notices, Ever));
        served.Time.Now += TimeSpan.FromHours(2);
        for (var waited = 0; waited < 200 && (await queue.CountAsync(QueueName.Notices, Ever)).Dead == 0; waited++) await Task.Delay(50);
        Assert.Equal(1, (await queue.CountAsync(QueueName.Notices, Ever)).Dead);
    }
}
