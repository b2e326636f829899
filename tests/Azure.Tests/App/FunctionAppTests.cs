using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using TierFunctions.App;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Domain.Calendar;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using StartRun = TierFunctions.Pipeline.Runs.StartRun;

namespace TierFunctions.Azure.Tests.App;

/// <summary>The function classes over Table and Blob Storage and Service Bus.</summary>
[Collection(Azurite.Name)]
public sealed class FunctionAppTests(Azurite azurite) : IDisposable
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly string Samples = Path.Join(AppContext.BaseDirectory, "samples");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tier-");

    [AzuriteFact]
    public async Task EachEndedPeriodIsAssessedOnceByTwoInstancesAsOnOneMachine()
    {
        var account = await Account.NewAsync(azurite);
        foreach (var file in Directory.EnumerateFiles(Samples, "*", SearchOption.AllDirectories))
            await account.Blobs.GetBlobContainerClient("metrics").GetBlobClient(Path.GetRelativePath(Samples, file).Replace('\\', '/')).UploadAsync(file);

        var time = new ManualTime();
        await using var one = new FunctionHost(account, nameof(FunctionAppTests), time);
        await using var other = new FunctionHost(account, nameof(FunctionAppTests), time);
        // The timer fires twice, not for some days, and late.
        foreach (var day in new[] { "2026-06-30", "2026-07-01", "2026-07-02", "2026-07-09", "2026-09-30", "2026-10-04", "2026-10-05", "2026-12-31", "2027-01-01", "2027-01-02" })
        {
            time.Now = DateTimeOffset.Parse(day + "T12:00Z", CultureInfo.InvariantCulture);
            await Task.WhenAll(one.FireAsync(nameof(AssessEndedPeriods)), other.FireAsync(nameof(AssessEndedPeriods)));
            await one.FireAsync(nameof(Sweep));
            await Task.WhenAll(one.RunUntilIdleAsync(), other.RunUntilIdleAsync());
        }

        var runs = await one.Runs.ListAsync("gold-silver", Ever);
        Assert.Equal(["2026-Q2", "2026-Q3"], runs.Select(run => run.Key.Period.ToString()));
        Assert.All(runs, run => Assert.Equal(RunState.Completed, run.State));
        Assert.Equal(await OnOneMachineAsync(), runs.Select(run => run.Summary?.OutcomesSha256));
    }

    [AzuriteFact]
    public async Task AMessageThatIsNoneIsSetAsideAfterTenDeliveries()
    {
        const string bus = nameof(AMessageThatIsNoneIsSetAsideAfterTenDeliveries);
        await using var host = new FunctionHost(await Account.NewAsync(azurite), bus, new ManualTime());
        await using var client = new ServiceBusClient($"Endpoint=sb://{bus}/");
        await client.CreateSender(QueueName.Runs).SendMessageAsync(new ServiceBusMessage("""{"type":"EvaluateChunk","run":"gold-silver|2026-Q3|1","chunk":1,"generation":0}"""), Ever);
        await client.CreateSender(QueueName.Evaluations).SendMessageAsync(new ServiceBusMessage("{"), Ever);
        Assert.Equal(20, await host.RunUntilIdleAsync());
        foreach (var queue in new[] { QueueName.Runs, QueueName.Evaluations })
        {
            var dead = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
            Assert.Equal("MaxDeliveryCountExceeded", (await dead.ReceiveMessageAsync(TimeSpan.Zero, Ever))?.DeadLetterReason);
        }
    }

    [AzuriteFact]
    public async Task ARunThatIsAskedForIsAcceptedOrSaysWhyNot()
    {
        var account = await Account.NewAsync(azurite);
        var time = new ManualTime();
        await using var host = new FunctionHost(account, nameof(ARunThatIsAskedForIsAcceptedOrSaysWhyNot), time);
        async Task<int?> AskAsync(string body) => ((IStatusCodeHttpResult)await host.RequestAsync("StartRun", body)).StatusCode;

        Assert.Equal(400, await AskAsync("{"));
        Assert.Equal(400, await AskAsync("""{"programme":"gold-silver","period":"2026-Q5"}"""));
        Assert.Equal(400, await AskAsync("""{"programme":"gold-silver","period":"2026-Q2","force":true}"""));
        Assert.Equal(404, await AskAsync("""{"programme":"platinum","period":"2026-Q2"}"""));
        Assert.Equal(409, await AskAsync("""{"programme":"gold-silver","period":"2026-Q3"}"""));   // it has not ended
        Assert.Equal(422, await AskAsync("""{"programme":"gold-silver","period":"2026-Q2"}"""));   // no metrics

        await account.PutAsync("corrected/stores.csv", "store_id\n1\n");
        Assert.Equal(202, await AskAsync("""{"programme":"gold-silver","period":"2026-Q2","metrics":["corrected"]}"""));
        Assert.Equal(RunState.Created, Assert.Single(await host.Runs.ListAsync(null, Ever)).State);
        Assert.True(await host.RunUntilIdleAsync() > 0);
        Assert.True(Assert.Single(await host.Runs.ListAsync(null, Ever)).State > RunState.Ingesting);
    }

    [Fact]
    public void EveryQueueHasItsFunction() => Assert.Equal(
        QueueName.All.Order(StringComparer.Ordinal),
        FunctionHost.Functions.Select(FunctionHost.TriggerOf<ServiceBusTriggerAttribute>).OfType<ServiceBusTriggerAttribute>()
            .Select(trigger => FunctionHost.Resolve(trigger.QueueName!)).Order(StringComparer.Ordinal));

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<IReadOnlyList<string?>> OnOneMachineAsync()
    {
        await using var host = await LocalHost.OpenAsync(
            folder.FullName, null, Path.Join(AppContext.BaseDirectory, "policies"), workers: 2, new Progress<RunProgress>(), TimeProvider.System, Ever);
        foreach (var name in new[] { "2026-Q2", "2026-Q3" })
        {
            Assert.True(Period.TryParse(name, out var period));
            var started = await host.Start.HandleAsync(new StartRun("gold-silver", period, [Path.Join(Samples, "gold-silver", name)]), Ever);
            await host.Queues.SendAsync(Assert.IsType<StartResult.Accepted>(started).Messages, Ever);
            await host.Pump.RunUntilIdleAsync(Ever);
        }
        return [.. (await host.Runs.ListAsync("gold-silver", Ever)).Select(run => run.Summary?.OutcomesSha256)];
    }

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
