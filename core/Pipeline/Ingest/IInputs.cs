namespace TierFunctions.Pipeline.Ingest;

/// <summary>A metric blob as it was found.</summary>
/// <param name="Name">Its address within the place where blobs are kept; ordered ordinally.</param>
/// <param name="ETag">Changes whenever the content does.</param>
/// <param name="Length">Bytes, as stored.</param>
public sealed record FoundInput(string Name, string ETag, long Length);

/// <summary>A metric blob that a run has pinned. A run reads exactly these bytes or fails.</summary>
/// <param name="Sha256">Lower-case hexadecimal; null until it has been read once.</param>
public sealed record PinnedInput(string Name, string ETag, long Length, string? Sha256 = null);

/// <summary>The place where the marketplace drops its metric blobs.</summary>
public interface IInputs
{
    /// <summary>
    /// The blobs under the given places, ordered by name; a manifest is among them. Throws <see cref="InputNotFoundException"/>
    /// where a place does not exist or cannot be looked through.
    /// </summary>
    Task<IReadOnlyList<FoundInput>> ListAsync(IReadOnlyList<string> places, CancellationToken cancellationToken);

    /// <summary>Opens the very blob that was pinned. Throws <see cref="InputChangedException"/> where its ETag or length is another.</summary>
    Task<Stream> OpenAsync(PinnedInput input, CancellationToken cancellationToken);
}

/// <summary>A pinned input is not what it was, or is gone.</summary>
public sealed class InputChangedException(string name, string what) : Exception($"{name} {what}; the run's inputs were pinned when it was created.");

/// <summary>A place where metric blobs should lie is not there or cannot be looked through.</summary>
public sealed class InputNotFoundException(string place, string what, Exception? cause = null) : Exception($"{place} {what}", cause);
