namespace TierFunctions.Pipeline.Notify;

/// <summary>How far the delivery of a notice has come. Holds no address and no name.</summary>
public sealed record Delivery
{
    public static Delivery None { get; } = new();

    /// <summary>How many times it was handed to a hook, or was about to be.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be worked on before: it waits for its turn, for the morning or for the next try. Null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The id under which it goes out, the same on every try; shared by notices that go out together.</summary>
    public string? Letter { get; init; }

    /// <summary>The hook that had it accepted.</summary>
    public string? By { get; init; }

    /// <summary>What the hook's provider calls it.</summary>
    public string? Reference { get; init; }

    /// <summary>What the text message took that had it; of several notices in one letter the first has it, others null.</summary>
    public SmsCost? Cost { get; init; }

    /// <summary>Why the last try failed, or why it is not sent: a code and no text of anybody else's.</summary>
    public string? Reason { get; init; }

    /// <summary>When the last step was.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Counts the steps; what compare-and-set compares.</summary>
    public int Version { get; init; }
}
