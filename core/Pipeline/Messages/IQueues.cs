namespace TierFunctions.Pipeline.Messages;

/// <summary>The queues that messages travel through: Service Bus, or its rules on one machine.</summary>
public interface IQueues
{
    /// <summary>Puts messages into their queues. One with an id that was sent within the queue's duplicate window is dropped.</summary>
    Task SendAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken);
}

/// <summary>The names of the queues.</summary>
public static class QueueName
{
    /// <summary>Runs to ingest.</summary>
    public const string Runs = "runs";

    /// <summary>Chunks to judge.</summary>
    public const string Evaluations = "evaluations";

    /// <summary>Runs that may be complete.</summary>
    public const string Completions = "completions";

    /// <summary>Notices to deliver.</summary>
    public const string Notices = "notices";

    /// <summary>The queues, those of runs first: completing one comes before judging for the next.</summary>
    public static IReadOnlyList<string> All { get; } = [Runs, Completions, Evaluations, Notices];

    public static string Of(Message message) => message switch
    {
        Message.IngestRun => Runs,
        Message.EvaluateChunk => Evaluations,
        Message.CompleteRun => Completions,
        Message.DeliverNotice => Notices,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
