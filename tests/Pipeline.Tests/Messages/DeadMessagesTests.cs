using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Tests.InMemory;

namespace TierFunctions.Pipeline.Tests.Messages;

public sealed class DeadMessagesTests
{
    private const string Run = "medals|2026-Q3|1";
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly InMemoryDeadMessages dead = new();

    [Fact]
    public async Task ARunsDeadMessagesAreItsOwnAndThoseThatNameNoRunAreCounted()
    {
        Kill(new Message.EvaluateChunk(Run, 1));
        Kill(new Message.EvaluateChunk("medals|2026-Q3|2", 1));
        Kill(new Message.DeliverNotice($"{Run}|S1|email|welcome", 1));
        dead.Kill(QueueName.Runs, "broken", "{", "Malformed", "no message");
        var found = await new DeadMessagesHandler(dead).OfRunAsync(RunKey.Parse(Run), Ever);
        Assert.Equal([QueueName.Evaluations, QueueName.Notices], found.OfRun.Select(message => message.Queue));
        Assert.Equal((1, true), (found.WithoutRun, found.IsWhole));
    }

    [Fact]
    public async Task ARedriveLeavesOtherRunsAlone()
    {
        Kill(new Message.EvaluateChunk(Run, 1));
        Kill(new Message.EvaluateChunk("medals|2026-Q3|2", 1));
        var handler = new DeadMessagesHandler(dead);
        Assert.Equal(1, await handler.RedriveAsync(RunKey.Parse(Run), Ever));
        Assert.Equal(0, await handler.RedriveAsync(RunKey.Parse(Run), Ever));
        Assert.Equal($"{Run}/1/0", Assert.Single(dead.PutBack).Id);
    }

    [Fact]
    public async Task MoreThanItLooksAtIsSaid()
    {
        for (var chunk = 0; chunk <= DeadMessagesHandler.MostLooked; chunk++) Kill(new Message.EvaluateChunk(Run, chunk));
        Assert.False((await new DeadMessagesHandler(dead).OfRunAsync(RunKey.Parse(Run), Ever)).IsWhole);
    }

    private void Kill(Message message) => dead.Kill(QueueName.Of(message), message.Id, MessageCodec.Write(message), "a", "b");
}
