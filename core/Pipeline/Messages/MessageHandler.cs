using System.Diagnostics;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Messages;

/// <summary>Hands a message to its handler. Whoever received the message sends what comes back and settles it then, not before.</summary>
public sealed class MessageHandler(IngestRunHandler ingest, EvaluateChunkHandler evaluate, CompleteRunHandler complete)
{
    public Task<IReadOnlyList<Message>> HandleAsync(Message message, CancellationToken cancellationToken) => message switch
    {
        Message.IngestRun ingestRun => ingest.HandleAsync(ingestRun, cancellationToken),
        Message.EvaluateChunk evaluateChunk => evaluate.HandleAsync(evaluateChunk, cancellationToken),
        Message.CompleteRun completeRun => complete.HandleAsync(completeRun, cancellationToken),
        _ => throw new UnreachableException(),
    };
}
