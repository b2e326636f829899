using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Messages;

/// <summary>The dead messages of one run.</summary>
/// <param name="WithoutRun">How many name no run, since they cannot be read.</param>
/// <param name="IsWhole">Whether every queue was looked through to its end.</param>
public sealed record RunDeadMessages(IReadOnlyList<DeadMessage> OfRun, int WithoutRun, bool IsWhole)
{
    public static RunDeadMessages None { get; } = new([], 0, true);
}

/// <summary>Says which messages of a run the queues have set aside, and puts those back.</summary>
public sealed class DeadMessagesHandler(IDeadMessages dead)
{
    /// <summary>At how many messages of each queue it looks.</summary>
    public const int MostLooked = 1000;

    public async Task<RunDeadMessages> OfRunAsync(RunKey run, CancellationToken cancellationToken)
    {
        var all = (await dead.OldestAsync(MostLooked, cancellationToken)).Select(message => (Message: message, Run: RunOf(message))).ToList();
        return new RunDeadMessages(
            [.. all.Where(one => one.Run == run).Select(one => one.Message)],
            all.Count(one => one.Run is null),
            all.GroupBy(one => one.Message.Queue, StringComparer.Ordinal).All(queue => queue.Count() < MostLooked));
    }

    /// <summary>Says how many were put back.</summary>
    public async Task<int> RedriveAsync(RunKey run, CancellationToken cancellationToken) =>
        (await OfRunAsync(run, cancellationToken)).OfRun is { Count: > 0 } found ? await dead.RedriveAsync(found, cancellationToken) : 0;

    /// <summary>Null for a text that is no message of ours, which may well be why it is dead.</summary>
    private static RunKey? RunOf(DeadMessage message)
    {
        try
        {
            return MessageCodec.Read(message.Body).Key;
        }
        catch (MalformedMessageException)
        {
            return null;
        }
    }
}
