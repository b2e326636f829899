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
    /// <summary>What moves a run as a whole: ingest, complete.</summary>
    public const string Runs = "runs";

    /// <summary>Chunks to judge.</summary>
    public const string Evaluations = "evaluations";

    /// <summary>The queues, those of runs first: completing one comes before judging for the next.</summary>
    public static IReadOnlyList<string> All { get; } = [Runs, Evaluations];

    public static string Of(Message message) => message is Message.EvaluateChunk ? Evaluations : Runs;
}
