using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TierFunctions.Policies.Tests;

/// <summary>A YAML document as an editor sees it when it holds it against a schema: YAML 1.2's own scalars, with merged blocks written out.</summary>
internal static class JsonOfYaml
{
    public static JsonNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Of(stream.Documents[0].RootNode)!; // never null: no policy is empty
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode block => OfBlock(block),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode scalar => OfScalar(scalar),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private static JsonObject OfBlock(YamlMappingNode block)
    {
        var read = new JsonObject();
        foreach (var (key, value) in block.Children)
        {
            if (((YamlScalarNode)key).Value is { } name && name != "<<") read[name] = Of(value);
        }
        foreach (var (_, merged) in block.Children.Where(child => ((YamlScalarNode)child.Key).Value == "<<"))
        {
            foreach (var (name, value) in OfBlock((YamlMappingNode)merged)) read.TryAdd(name, value?.DeepClone());
        }
        return read;
    }

    private static JsonValue? OfScalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain) return JsonValue.Create(text);
        if (text is "" or "null" or "~") return null;
        if (text is "true" or "false") return JsonValue.Create(text == "true");
        try
        {
            return JsonNode.Parse(text) as JsonValue;
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
