using System.Text.Json;

namespace TierFunctions.Local.Sample;

/// <summary>What writing a sample came to.</summary>
/// <param name="Malformed">How many rows have each flaw; flaws that no row has are not there.</param>
public sealed record WrittenSample(IReadOnlyList<SampleFile> Files, IReadOnlyDictionary<Flaw, int> Malformed)
{
    public int Rows => Files.Sum(file => file.Rows);

    /// <summary>Writes the manifest, from which a receiver can tell whether the files came whole.</summary>
    internal async Task WriteManifestAsync(string path, CancellationToken cancellationToken)
    {
        await using var output = File.Create(path);
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("files");
        foreach (var file in Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("rows", file.Rows);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        output.WriteByte((byte)'\n');
    }
}
