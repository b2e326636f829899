using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace TierFunctions.Local.Tests.Api;

/// <summary>The API as <c>docs/openapi.yaml</c> describes it.</summary>
internal sealed class Description
{
    private static readonly string[] Methods = ["get", "post"];

    private readonly JsonNode root;

    private Description(JsonNode root) => this.root = root;

    public static Description Read()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "TierFunctions.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not above the tests.");
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(File.ReadAllText(Path.Join(folder, "docs", "openapi.yaml")));
        return new Description(JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml))!);   // a mapping
    }

    public IEnumerable<(string Method, string Path, JsonNode Operation)> Operations =>
        from path in root["paths"]!.AsObject()
        from method in Methods
        where path.Value![method] is not null
        select (method.ToUpperInvariant(), path.Key, path.Value[method]!);

    /// <summary>What a reference leads to, or the node itself.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        while (node["$ref"]?.GetValue<string>() is { } reference)
            node = reference[2..].Split('/').Aggregate(root, (at, name) => at[name] ?? throw new InvalidOperationException($"{reference} leads nowhere."));
        return node;
    }

    /// <summary>The security that an operation asks for: the names of its schemes.</summary>
    public string SecurityOf(JsonNode operation) => string.Join(' ', (operation["security"] ?? root["security"]!).AsArray().SelectMany(one => one!.AsObject().Select(scheme => scheme.Key)));

    /// <summary>Every way in which a value is not what a schema says; for the words of JSON Schema that the description uses.</summary>
    public IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string at = "$")
    {
        schema = Resolve(schema);
        if (schema["anyOf"] is JsonArray any)
        {
            if (!any.Any(one => !Faults(one!, value, at).Any())) yield return $"{at}: none of the possible shapes";
            yield break;
        }
        if (schema["type"] is { } type && !(type is JsonArray types ? types.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()]).Any(name => Is(name, value)))
        {
            yield return $"{at}: {value?.ToJsonString() ?? "null"} is not {type.ToJsonString()}";
            yield break;
        }
        if (schema["enum"] is JsonArray values && !values.Any(one => JsonNode.DeepEquals(one, value))) yield return $"{at}: {value?.ToJsonString()} is none of {values.ToJsonString()}";
        if (schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value)) yield return $"{at}: {value?.ToJsonString()} is not {constant}";
        if (schema["pattern"] is { } pattern && value is JsonValue && !Regex.IsMatch(value.GetValue<string>(), pattern.GetValue<string>())) yield return $"{at}: {value} does not fit {pattern}";
        if (value is JsonArray items && schema["items"] is { } item)
        {
            for (var i = 0; i < items.Count; i++)
            {
                foreach (var fault in Faults(item, items[i], $"{at}[{i}]")) yield return fault;
            }
        }
        if (value is not JsonObject members) yield break;
        foreach (var name in schema["required"]?.AsArray().Select(one => one!.GetValue<string>()) ?? [])
        {
            if (!members.ContainsKey(name)) yield return $"{at}: no {name}";
        }
        // Every member that is answered is described, wherever the members are described at all.
        if (schema["properties"] is not JsonObject described) yield break;
        foreach (var (name, member) in members)
        {
            if (described[name] is { } of)
            {
                foreach (var fault in Faults(of, member, $"{at}.{name}")) yield return fault;
            }
            else if (at == "$" || schema["additionalProperties"] is not null) yield return $"{at}: {name} is not described";
        }
    }

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() is System.Text.Json.JsonValueKind.String,
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "number" => value?.GetValueKind() is System.Text.Json.JsonValueKind.Number,
        "integer" => value?.GetValueKind() is System.Text.Json.JsonValueKind.Number && !value.ToJsonString().Contains('.', StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"{type} is no type."),
    };
}
