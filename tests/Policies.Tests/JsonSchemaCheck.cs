using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TierFunctions.Policies.Tests;

/// <summary>Holds a document against a JSON Schema, by the keywords of draft 7 that ours uses; any other keyword fails the test.</summary>
internal sealed class JsonSchemaCheck
{
    private readonly JsonObject root;

    private JsonSchemaCheck(JsonObject root) => this.root = root;

    public static IReadOnlyList<string> Faults(JsonObject schema, JsonNode? document) => [.. new JsonSchemaCheck(schema).Faults(schema, document, "$")];

    private IEnumerable<string> Faults(JsonNode? schema, JsonNode? node, string path) => schema switch
    {
        JsonObject rules => rules.SelectMany(rule => Faults(rules, rule.Key, rule.Value!, node, path)), // never null: no keyword has the value null
        JsonValue allowed when allowed.GetValue<bool>() => [],
        _ => [$"{path} is not allowed"],
    };

    private IEnumerable<string> Faults(JsonObject rules, string keyword, JsonNode rule, JsonNode? node, string path) => keyword switch
    {
        "$schema" or "title" or "description" or "definitions" or "then" => [],
        "$ref" => Faults(Definition(rule.GetValue<string>()), node, path),
        "type" => Unless(Types(rule).Any(type => Is(type, node)), $"{path} is not {rule.ToJsonString()}"),
        "enum" => Unless(rule.AsArray().Any(value => JsonNode.DeepEquals(value, node)), $"{path} is none of {rule.ToJsonString()}"),
        "const" => Unless(JsonNode.DeepEquals(rule, node), $"{path} is not {rule.ToJsonString()}"),
        "pattern" => Unless(TextOf(node) is not { } text || Regex.IsMatch(text, rule.GetValue<string>()), $"{path} does not match {rule}"),
        "minimum" => Unless(NumberOf(node) is not { } number || number >= rule.GetValue<decimal>(), $"{path} is below {rule}"),
        "maximum" => Unless(NumberOf(node) is not { } number || number <= rule.GetValue<decimal>(), $"{path} is above {rule}"),
        "minItems" => Unless(node is not JsonArray list || list.Count >= rule.GetValue<int>(), $"{path} has too few items"),
        "maxItems" => Unless(node is not JsonArray list || list.Count <= rule.GetValue<int>(), $"{path} has too many items"),
        "minProperties" => Unless(node is not JsonObject block || block.Count >= rule.GetValue<int>(), $"{path} has too few fields"),
        "items" => node is JsonArray list ? list.SelectMany((item, i) => Faults(rule, item, $"{path}[{i}]")) : [],
        "properties" => Fields(node).Where(field => rule[field.Key] is not null).SelectMany(field => Faults(rule[field.Key], field.Value, $"{path}.{field.Key}")),
        "additionalProperties" => Fields(node).Where(field => rules["properties"]?[field.Key] is null).SelectMany(field => Faults(rule, field.Value, $"{path}.{field.Key}")),
        "propertyNames" => Fields(node).SelectMany(field => Faults(rule, JsonValue.Create(field.Key), $"{path}.{field.Key}")),
        "required" => Names(rule).Where(name => node is JsonObject block && !block.ContainsKey(name)).Select(name => $"{path} has no {name}"),
        "dependencies" => Fields(node).Where(field => rule[field.Key] is not null).SelectMany(field => Faults(new JsonObject { ["required"] = rule[field.Key]!.DeepClone() }, node, path)), // never null: filtered
        "allOf" => rule.AsArray().SelectMany(part => Faults(part, node, path)),
        "anyOf" => Unless(rule.AsArray().Any(part => Fits(part, node)), $"{path} fits none of several"),
        "oneOf" => Unless(rule.AsArray().Count(part => Fits(part, node)) == 1, $"{path} does not fit exactly one of several"),
        "if" => Fits(rule, node) ? Faults(rules["then"], node, path) : [],
        _ => throw new NotSupportedException($"The schema's keyword '{keyword}'."),
    };

    private bool Fits(JsonNode? schema, JsonNode? node) => !Faults(schema, node, "").Any();

    private JsonNode? Definition(string reference) => root["definitions"]?[reference["#/definitions/".Length..]] ?? throw new InvalidOperationException($"No {reference}.");

    private static IEnumerable<string> Unless(bool fits, string fault) => fits ? [] : [fault];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(JsonNode? node) => node as JsonObject ?? [];

    private static IEnumerable<string> Names(JsonNode rule) => rule.AsArray().Select(name => name!.GetValue<string>()); // never null: names are texts

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray ? Names(rule) : [rule.GetValue<string>()];

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : null;

    private static decimal? NumberOf(JsonNode? node) => node?.GetValueKind() is JsonValueKind.Number ? node.GetValue<decimal>() : null;

    private static bool Is(string type, JsonNode? node) => (type, node?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(NumberOf(node)!.Value), // never null: it is a number
        _ => false,
    };
}
