using System.Text.Json.Nodes;

namespace TierFunctions.Policies.Tests;

/// <summary>A field of a document of its own, to be changed; the document is as it was but for that.</summary>
internal sealed class Place(JsonNode root, string path, JsonObject block, string field)
{
    private const int MostOfADocument = 150;

    public JsonNode Root => root;

    public string Path => path;

    /// <summary>As the reader takes it. What is empty is written as nothing: the word null would be a text.</summary>
    public string Text => root.ToJsonString().Replace(":null", ": ", StringComparison.Ordinal);

    /// <summary>Fields spread over the whole of a document, each in a copy.</summary>
    public static IEnumerable<Place> Of(JsonNode document)
    {
        var count = Under(document, document).Count();
        var step = Math.Max(1, count / MostOfADocument);
        for (var i = 0; i < count; i += step)
        {
            var copy = document.DeepClone();
            yield return Under(copy, copy).ElementAt(i);
        }
    }

    public void Rename()
    {
        var entries = block.ToList();
        block.Clear();
        foreach (var (name, value) in entries) block[name == field ? name + "x" : name] = value;
    }

    public void Remove() => block.Remove(field);

    public void Replace(JsonNode? value) => block[field] = value;

    private static IEnumerable<Place> Under(JsonNode root, JsonNode? node) => node switch
    {
        JsonObject block => block.ToList().SelectMany(entry => Under(root, entry.Value).Prepend(new Place(root, entry.Value?.GetPath() ?? entry.Key, block, entry.Key))),
        JsonArray list => list.ToList().SelectMany(item => Under(root, item)),
        _ => [],
    };
}
