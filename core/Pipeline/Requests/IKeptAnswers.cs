namespace TierFunctions.Pipeline.Requests;

/// <summary>A request that was given a key by whoever sent it, and what it was answered.</summary>
/// <param name="Id">Of the key, of who sent it and of what was asked of whom.</param>
/// <param name="Fingerprint">Of what was sent.</param>
/// <param name="BegunAt">Also tells one attempt from another.</param>
/// <param name="Answer">Null while it is being answered.</param>
public sealed record KeptAnswer(string Id, string Fingerprint, DateTimeOffset BegunAt, string? Answer = null);

/// <summary>What requests with a key of their own were answered, so that the same request sent again does nothing again.</summary>
public interface IKeptAnswers
{
    /// <summary>
    /// Keeps that a request is being answered. Null where nobody else has: the caller then answers it, and says so with
    /// <see cref="EndAsync"/> or <see cref="GiveUpAsync"/>. Otherwise what is kept.
    /// </summary>
    /// <param name="abandoned">What began before this and has no answer died on the way; it is begun anew.</param>
    /// <param name="forgotten">What began before this is kept no longer, answered or not.</param>
    Task<KeptAnswer?> BeginAsync(KeptAnswer begun, DateTimeOffset abandoned, DateTimeOffset forgotten, CancellationToken cancellationToken);

    /// <summary>Keeps the answer; nothing happens where somebody else has begun the request anew.</summary>
    Task EndAsync(KeptAnswer answered, CancellationToken cancellationToken);

    /// <summary>Lets the request be sent again as if it never had been; nothing happens where somebody else has begun it anew.</summary>
    Task GiveUpAsync(KeptAnswer begun, CancellationToken cancellationToken);
}
