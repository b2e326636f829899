using System.Text.Json.Nodes;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Schema;

/// <summary>Writes shapes and forms as JSON Schema. Every form and every shape with a name stands once, and is referred to.</summary>
internal sealed class SchemaDefinitions
{
    private const string IdPattern = "^[a-z][a-z0-9_-]{0,63}$";
    private const string NumberPattern = @"^-?[0-9]+(\.[0-9]+)? *%?$";

    private readonly SortedDictionary<string, JsonObject> written = new(StringComparer.Ordinal);

    public JsonObject Take() => new(written.Select(definition => KeyValuePair.Create<string, JsonNode?>(definition.Key, definition.Value)));

    public JsonObject Of(Form form)
    {
        var schema = new JsonObject { ["description"] = form.Expected, ["type"] = "object" };
        var properties = new JsonObject();
        foreach (var field in form.Fields) properties[field.Name] = Described(field);
        schema["properties"] = properties;
        if (form.Fields.Any(field => field.IsRequired)) schema["required"] = Texts(form.Fields.Where(field => field.IsRequired).Select(field => field.Name));
        if (form.OneOf.Count > 0) schema["oneOf"] = Array(form.OneOf.Select(name => new JsonObject { ["required"] = Texts([name]) }));
        if (form.Together.Count > 0)
        {
            schema["dependencies"] = new JsonObject(form.Together.SelectMany(pair => new[] { pair, (pair.Second, pair.First) })
                .Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Item1, Texts([pair.Item2]))));
        }
        schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Described(Field field)
    {
        var schema = Of(field.Shape);
        // Beside a reference draft 7 heeds nothing.
        return schema.ContainsKey("$ref")
            ? new JsonObject { ["description"] = field.Means, ["allOf"] = Array([schema]) }
            : new JsonObject([KeyValuePair.Create<string, JsonNode?>("description", field.Means), .. Entries(schema)]);
    }

    private JsonObject Of(Shape shape) => shape switch
    {
        Shape.Text { Pattern: null } => new() { ["type"] = Texts(["string", "number", "boolean"]), ["pattern"] = @"\S" },
        // A version such as 3 or a year is a number to an editor.
        Shape.Text text => new() { ["type"] = Texts(["string", "number"]), ["pattern"] = text.Pattern },
        Shape.Id => new() { ["type"] = "string", ["pattern"] = IdPattern },
        Shape.Number number => Bounded(number),
        Shape.Whole whole => new() { ["type"] = "integer", ["minimum"] = whole.Least, ["maximum"] = whole.Most },
        Shape.YesNo => new() { ["enum"] = Array([JsonValue.Create("yes"), JsonValue.Create("no"), JsonValue.Create(true), JsonValue.Create(false)]) },
        Shape.Word word => new() { ["enum"] = Texts(word.Words) },
        Shape.Literal => new() { ["type"] = Texts(["string", "number", "boolean"]) },
        Shape.Items items => ListOf(items),
        Shape.Named named => NamedBy(named),
        Shape.Block block => Referred(block.Form.Name, () => Of(block.Form)),
        Shape.Switch one => Referred(one.Any.Name, () => Switched(one)),
        Shape.Either either => new() { ["anyOf"] = Array(either.Shapes.Select(Of)) },
        Shape.Called called => Referred(called.Name, () => Of(called.Shape())),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonObject Bounded(Shape.Number number)
    {
        var schema = new JsonObject { ["type"] = Texts(["number", "string"]), ["pattern"] = NumberPattern };
        if (number.Least is { } least) schema["minimum"] = least;
        if (number.Most is { } most) schema["maximum"] = most;
        return schema;
    }

    private JsonObject ListOf(Shape.Items items)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(items.Of) };
        if (items.Least > 0) schema["minItems"] = items.Least;
        if (items.Most is { } most) schema["maxItems"] = most;
        return schema;
    }

    private JsonObject NamedBy(Shape.Named named)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(named.Value) };
        var pattern = named.Name switch
        {
            Shape.Id => IdPattern,
            Shape.Text text => text.Pattern,
            _ => null,
        };
        if (pattern is not null) schema["propertyNames"] = new JsonObject { ["pattern"] = pattern };
        if (named.Least > 0) schema["minProperties"] = named.Least;
        return schema;
    }

    /// <summary>The word is asked for first, so that an editor says what is wrong for that word, not for every one.</summary>
    private JsonObject Switched(Shape.Switch one) => new()
    {
        ["description"] = one.Any.Expected,
        ["type"] = "object",
        ["properties"] = new JsonObject { [one.Field] = Described(one.Any[one.Field]) },
        ["required"] = Texts([one.Field]),
        ["allOf"] = Array(one.Forms.Select(form => new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { [one.Field] = new JsonObject { ["const"] = form.Key } } },
            ["then"] = Referred($"{one.Any.Name}-{form.Value.Name}", () => Of(form.Value)),
        })),
    };

    private JsonObject Referred(string name, Func<JsonObject> write)
    {
        if (written.TryAdd(name, [])) written[name] = write(); // Known before it is written: it may refer to itself.
        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(text => JsonValue.Create(text)));

    private static JsonArray Array(IEnumerable<JsonNode> items) => [.. items];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Entries(JsonObject schema)
    {
        foreach (var (name, value) in schema.ToList())
        {
            schema.Remove(name); // A node has one parent.
            yield return KeyValuePair.Create(name, value);
        }
    }
}
