using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Local.Sqlite;
using TierFunctions.Local.Tests.Api;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Site;

/// <summary>Messages that were set aside, on the page of their run.</summary>
public sealed class DeadMessagePagesTests
{
    private const string Page = "/operator/runs/shop%7C2025-Q3%7C1";

    [Fact]
    public async Task ARunsDeadMessagesStandOnItsPageUntilTheyArePutBack()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        using (var before = served.As("operator")) Assert.DoesNotContain("Dead messages", await before.GetStringAsync(Page), StringComparison.Ordinal);
        await KillAsync(served, new Message.EvaluateChunk(Assessed.Run, 99));
        using var client = served.As("operator");
        var html = await client.GetStringAsync(Page);
        Assert.Contains("shop|2025-Q3|1/99/0", html, StringComparison.Ordinal);
        Assert.Contains("the reason", html, StringComparison.Ordinal);
        using (var auditor = served.As("auditor"))
        {
            Assert.DoesNotContain("redrive-dead", await auditor.GetStringAsync(Page), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await auditor.SendFormAsync(Page + "/redrive-dead", [])).Status);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await client.SendFormAsync(Page + "/redrive-dead", [])).Status);
        // It was delivered anew, and nothing was left to do for it: the run is over.
        await DeadAsync(served.Server.Services.GetRequiredService<SqliteQueue>(), 0);
        Assert.DoesNotContain("Dead messages", await client.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendFormAsync("/operator/runs/shop%7C2025-Q4%7C1/redrive-dead", [])).Status);
    }

    [Fact]
    public async Task OneThatNamesNoRunIsCounted()
    {
        await using var served = await Assessed.ShopAsync(People.Trusting);
        var queue = served.Server.Services.GetRequiredService<SqliteQueue>();
        await queue.SendAsync(QueueName.Evaluations, [new("no message", "{")], CancellationToken.None);
        await DeadAsync(queue, 1);
        using var client = served.As("auditor");
        Assert.Contains("1 dead messages name no run", await client.GetStringAsync(Page), StringComparison.Ordinal);
    }

    /// <summary>Has a message set aside while no host is there to work on it.</summary>
    private static async Task KillAsync(Served served, Message.EvaluateChunk message)
    {
        await served.StopAsync();
        await using (var other = await Local.Host.LocalHost.OpenAsync(served.Data, null, "policies", workers: 1, new Progress<RunProgress>(), served.Time, CancellationToken.None))
        {
            await other.Queues.SendAsync([message], CancellationToken.None);
            await other.Queue.DeadLetterAsync((await other.Queue.ReceiveAsync(QueueName.Evaluations, 1, CancellationToken.None))[0], "the reason", "the description", CancellationToken.None);
        }
        await served.StartAsync(People.Trusting);
    }

    private static async Task DeadAsync(SqliteQueue queue, int count)
    {
        while ((await queue.CountAsync(QueueName.Evaluations, CancellationToken.None)).Dead != count) await Task.Delay(20);
    }
}
