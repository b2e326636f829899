using System.Globalization;
using System.Text.Json.Serialization;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Messages;

/// <summary>
/// Something to be done, sent through a queue: delivered at least once and in any order. It names what to work on and never
/// carries the data itself.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(IngestRun), nameof(IngestRun))]
[JsonDerivedType(typeof(EvaluateChunk), nameof(EvaluateChunk))]
[JsonDerivedType(typeof(CompleteRun), nameof(CompleteRun))]
[JsonDerivedType(typeof(DeliverNotice), nameof(DeliverNotice))]
public abstract record Message
{
    private Message()
    {
    }

    /// <summary>The same for a repeated send of the same message, another for a deliberate re-send; at most 128 characters.</summary>
    public abstract string Id { get; }

    /// <summary>Read and check a run's inputs, freeze the benchmarks, cut the chunks.</summary>
    public sealed record IngestRun(string Run, int Generation = 0) : Message
    {
        public override string Id => string.Create(CultureInfo.InvariantCulture, $"{Run}/ingest/{Generation}");
    }

    /// <summary>Judge the stores of one chunk.</summary>
    public sealed record EvaluateChunk(string Run, int Chunk, int Generation = 0) : Message
    {
        public override string Id => string.Create(CultureInfo.InvariantCulture, $"{Run}/{Chunk}/{Generation}");
    }

    /// <summary>See whether every chunk of a run is finished, and complete the run if so.</summary>
    public sealed record CompleteRun(string Run, int Generation = 0) : Message
    {
        public override string Id => string.Create(CultureInfo.InvariantCulture, $"{Run}/complete/{Generation}");
    }

    /// <summary>Deliver a notice, together with what else is due to the same person on the same channel.</summary>
    /// <param name="Version">The version of the notice's delivery that this is about; where it has moved on, there is nothing to do.</param>
    /// <param name="Due">Not to be handled before.</param>
    public sealed record DeliverNotice(string Notice, int Version, DateTimeOffset? Due = null) : Message
    {
        public override string Id => string.Create(CultureInfo.InvariantCulture, $"notice/{NoticeKey.Digest}/{Version}");

        public override DateTimeOffset? NotBefore => Due;

        [JsonIgnore]
        public NoticeKey NoticeKey => NoticeKey.TryParse(Notice, out var key) ? key! : throw new FormatException($"'{Notice}' is not a notice: expected run|store|channel|template.");
    }

    /// <summary>When the message is to be handled at the earliest; null for at once.</summary>
    public virtual DateTimeOffset? NotBefore => null;

    public RunKey Key => RunKey.Parse(this switch
    {
        IngestRun message => message.Run,
        EvaluateChunk message => message.Run,
        CompleteRun message => message.Run,
        DeliverNotice message => message.NoticeKey.Run.ToString(),
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}
