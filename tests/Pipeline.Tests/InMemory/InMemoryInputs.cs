using System.Globalization;
using System.Text;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Tests.InMemory;

/// <summary>Blobs by name; a place is a name or what names begin with.</summary>
internal sealed class InMemoryInputs : IInputs
{
    private readonly SortedDictionary<string, (byte[] Bytes, int Written)> blobs = new(StringComparer.Ordinal);
    private int writes;

    public void Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public void Put(string name, byte[] bytes) => blobs[name] = (bytes, ++writes);

    public void Remove(string name) => blobs.Remove(name);

    public Task<IReadOnlyList<FoundInput>> ListAsync(IReadOnlyList<string> places, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            if (!blobs.Keys.Any(name => LiesIn(name, place))) throw new InputNotFoundException(place, "holds no blob.");
        }
        return Task.FromResult<IReadOnlyList<FoundInput>>([.. blobs.Where(blob => places.Any(place => LiesIn(blob.Key, place)))
            .Select(blob => new FoundInput(blob.Key, ETagOf(blob.Value.Written), blob.Value.Bytes.Length))]);
    }

    public Task<Stream> OpenAsync(PinnedInput input, CancellationToken cancellationToken)
    {
        if (!blobs.TryGetValue(input.Name, out var blob)) throw new InputChangedException(input.Name, "is gone");
        return ETagOf(blob.Written) == input.ETag && blob.Bytes.Length == input.Length
            ? Task.FromResult<Stream>(new MemoryStream(blob.Bytes, writable: false))
            : throw new InputChangedException(input.Name, "has changed");
    }

    private static bool LiesIn(string name, string place) => name == place || name.StartsWith(place.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string ETagOf(int written) => written.ToString(CultureInfo.InvariantCulture);
}
