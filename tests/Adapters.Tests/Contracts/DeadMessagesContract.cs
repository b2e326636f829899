using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class DeadMessagesContract
{
    private const string Run = "gold-silver|2026-Q3|1";
    private static readonly CancellationToken Ever = CancellationToken.None;

    internal abstract IDeadMessages Dead { get; }

    /// <summary>Sends a message and has its queue set it aside.</summary>
    internal abstract Task KillAsync(Message message, string reason, string description);

    /// <summary>The messages that a queue would deliver now.</summary>
    internal abstract Task<IReadOnlyList<Message>> DeliveredAsync(string queue);

    [Fact]
    public async Task WhatWasSetAsideIsThereWithItsReason()
    {
        await KillAsync(new Message.EvaluateChunk(Run, 7), "Malformed", "'7' is <no> chunk");
        var dead = Assert.Single(await Dead.OldestAsync(10, Ever));
        Assert.Equal((QueueName.Evaluations, $"{Run}/7/0", "Malformed", "'7' is <no> chunk", 1), (dead.Queue, dead.Id, dead.Reason, dead.Description, dead.Deliveries));
        Assert.Equal(new Message.EvaluateChunk(Run, 7), MessageCodec.Read(dead.Body));
    }

    [Fact]
    public async Task OfEachQueueTheOldestComeFirstAndNoMoreThanAskedFor()
    {
        foreach (var chunk in new[] { 2, 1, 3 }) await KillAsync(new Message.EvaluateChunk(Run, chunk), "a", "b");
        await KillAsync(new Message.CompleteRun(Run), "a", "b");
        Assert.Equal([$"{Run}/complete/0", $"{Run}/2/0", $"{Run}/1/0"], (await Dead.OldestAsync(2, Ever)).Select(message => message.Id));
    }

    [Fact]
    public async Task OnlyWhatIsAskedForIsPutBackAndOnlyOnce()
    {
        foreach (var chunk in new[] { 1, 2, 3 }) await KillAsync(new Message.EvaluateChunk(Run, chunk), "a", "b");
        var wanted = (await Dead.OldestAsync(10, Ever)).Where(message => !message.Id.Contains("/2/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, await Dead.RedriveAsync(wanted, Ever));
        Assert.Equal($"{Run}/2/0", Assert.Single(await Dead.OldestAsync(10, Ever)).Id);
        Assert.Equal(0, await Dead.RedriveAsync(wanted, Ever));
        Assert.Equal([new Message.EvaluateChunk(Run, 1), new Message.EvaluateChunk(Run, 3)], await DeliveredAsync(QueueName.Evaluations));
    }
}
