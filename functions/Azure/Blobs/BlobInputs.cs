using System.Net;
using Azure;
using Azure.Storage.Blobs.Models;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Azure.Blobs;

/// <summary>
/// Metric blobs in the container <c>metrics</c>. A place is a blob or a folder that is looked through with everything below it,
/// <c>gold-silver/2026-Q3</c>.
/// </summary>
public sealed class BlobInputs(TierContainers containers) : IInputs
{
    // As much as is read at once; the next piece is asked for under the same ETag.
    private const int BufferSize = 8 << 20;

    private static readonly string[] Endings = [".csv", ".ndjson", ".csv.gz", ".ndjson.gz", "/manifest.json"];

    public async Task<IReadOnlyList<FoundInput>> ListAsync(IReadOnlyList<string> places, CancellationToken cancellationToken)
    {
        // By name: places may overlap.
        var found = new SortedDictionary<string, FoundInput>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var name = place.Replace('\\', '/').Trim('/');
            var isThere = false;
            await foreach (var blob in ListAsync(place, name, cancellationToken))
            {
                var isNamed = blob.Name == name;
                if (!isNamed && !blob.Name.StartsWith(name + "/", StringComparison.Ordinal)) continue;
                isThere = true;
                if (isNamed || Endings.Any(ending => blob.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                    found[blob.Name] = new FoundInput(blob.Name, blob.Properties.ETag.GetValueOrDefault().ToString(), blob.Properties.ContentLength ?? 0);
            }
            if (!isThere) throw new InputNotFoundException(place, $"is neither a blob nor a folder of the container {containers.Metrics.Name}.");
        }
        return [.. found.Values];
    }

    public async Task<Stream> OpenAsync(PinnedInput input, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await containers.Metrics.GetBlobClient(input.Name).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferSize, Conditions = new BlobRequestConditions { IfMatch = new ETag(input.ETag) } },
                cancellationToken);
            if (stream.Length == input.Length) return new PinnedStream(input.Name, stream);
            await stream.DisposeAsync();
            throw new InputChangedException(input.Name, "has changed");
        }
        catch (RequestFailedException refused) when (ChangeOf(input.Name, refused) is { } change)
        {
            throw change;
        }
    }

    /// <summary>What a refusal says about a pinned blob; null where it is about something else.</summary>
    internal static InputChangedException? ChangeOf(string name, RequestFailedException refused) => (HttpStatusCode)refused.Status switch
    {
        HttpStatusCode.NotFound => new InputChangedException(name, "is gone"),
        HttpStatusCode.PreconditionFailed => new InputChangedException(name, "has changed"),
        _ => null,
    };

    private async IAsyncEnumerable<BlobItem> ListAsync(string place, string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = containers.Metrics.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync()) yield return blobs.Current;

        async Task<bool> NextAsync()
        {
            try
            {
                return await blobs.MoveNextAsync();
            }
            catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.NotFound)
            {
                throw new InputNotFoundException(place, $"cannot be looked through: there is no container {containers.Metrics.Name}.", refused);
            }
        }
    }
}
