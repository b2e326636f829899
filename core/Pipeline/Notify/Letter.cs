using TierFunctions.Pipeline.Contacts;

namespace TierFunctions.Pipeline.Notify;

/// <summary>What goes out to one person on one channel: one notice, or several that are due together.</summary>
public sealed record Letter
{
    /// <summary>The same on every try; what a receiver knows a repetition by.</summary>
    public required string Id { get; init; }

    public required string Channel { get; init; }

    public required Contact To { get; init; }

    /// <summary>The notices that it is about.</summary>
    public required IReadOnlyList<Notice> About { get; init; }

    /// <summary>When the notices were released: part of what is signed and sent, and the same on every try.</summary>
    public required DateTimeOffset At { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>One line; not for sms.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The plain text, or the JSON of an event.</summary>
    public required string Text { get; init; }

    /// <summary>The same facts as HTML; for mail only.</summary>
    public string? Html { get; init; }

    /// <summary>Where one POST ends such mails; https. Null where nothing answers there.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>What it takes and costs; for sms only.</summary>
    public SmsCost? Cost { get; init; }

    public string Address => To.AddressOn(Channel) ?? throw new InvalidOperationException($"{To} has no address for {Channel}.");

    // What a record would print is an address and a text.
    public override string ToString() => $"{Channel} letter {Id}";
}

/// <summary>Writes letters: the sentences about notices, in the language of whoever reads them.</summary>
public interface ILetters
{
    /// <summary>The same notices give the same letter. Throws <see cref="UnwritableLetterException"/> where there are no words for one.</summary>
    Task<Letter> WriteAsync(string id, string channel, Contact to, IReadOnlyList<Notice> about, CancellationToken cancellationToken);
}

/// <summary>A notice that cannot be put into words however often it is tried.</summary>
public sealed class UnwritableLetterException(string reason) : Exception(reason);
