using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Api;

/// <summary>Makes requests from the description: mostly as it asks, and with something wrong in every second one.</summary>
internal sealed class Fuzz(Description description, Random random)
{
    private static readonly string[] Good = ["A", "B", "C", "shop", "2025-Q3", "shop|2025-Q3|1", "2026-01-01", "2025-Q1", "1"];

    private static readonly string[] Odd =
    [
        "", " ", "..", "../../etc/passwd", "%00", "a\0b", "<script>alert(1)</script>", "'; DROP TABLE runs; --", "店铺", "\u202Egnp", "\uFEFF", "=1+1", "null", "-1", "1e999", "NaN", "99999999999999999999",
        "2026-Q5", "9999-12-31", "0001-01-01", "shop|2025-Q3|0", "shop|2025-Q3|1|2", "SHOP", new string('x', 3000), "{}", "[[[[", "true", "a/b", "a?b#c", "\r\nX: y",
    ];

    public HttpRequestMessage Request(string method, string path, JsonNode operation)
    {
        var query = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray().Select(one => description.Resolve(one!)) ?? [])
        {
            var (name, place) = (parameter["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>());
            var value = Text(name);
            // A NUL in an address never reaches the app: Kestrel refuses it, with no body.
            if (place == "path") path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value.Length == 0 ? "-" : value.Replace("\0", "", StringComparison.Ordinal)), StringComparison.Ordinal);
            else if (place == "query" && random.Next(2) == 0) query.Add($"{name}={Uri.EscapeDataString(value)}");
        }
        if (random.Next(10) == 0) query.Add("t=" + Uri.EscapeDataString(Odd[random.Next(Odd.Length)]));
        var request = new HttpRequestMessage(new HttpMethod(random.Next(25) == 0 ? "DELETE" : method), path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        if (random.Next(20) > 0) request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
        if (operation["requestBody"]?["content"]?.AsObject().First() is { } content)
            request.Content = new StringContent(Body(content.Value!["schema"]!), Encoding.UTF8, random.Next(15) == 0 ? "text/plain" : content.Key);
        return request;
    }

    private string Text(string name)
    {
        if (random.Next(3) == 0) return Odd[random.Next(Odd.Length)];
        return name switch
        {
            "store" => Good[random.Next(3)],
            "programme" => "shop",
            "case" => "shop|A|2025-Q3",
            "run" or "after" => "shop|2025-Q3|1",
            "period" => "2025-Q3",
            "limit" => random.Next(1, 100).ToString(CultureInfo.InvariantCulture),
            _ => Good[random.Next(Good.Length)],
        };
    }

    private string Body(JsonNode schema)
    {
        var text = Value("", schema, 0)?.ToJsonString() ?? "null";
        if (random.Next(4) > 0 || text.Length < 2) return text;
        var at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text[..at],
            1 => text.Remove(at, 1),
            _ => text.Insert(at, Odd[random.Next(Odd.Length)]),
        };
    }

    private JsonNode? Value(string name, JsonNode schema, int depth)
    {
        schema = description.Resolve(schema);
        if (random.Next(25) == 0) return Wrong();
        var type = schema["type"] is JsonArray types ? types[random.Next(types.Count)]!.GetValue<string>() : schema["type"]?.GetValue<string>();
        return type switch
        {
            "object" when name == "readings" => new JsonObject { ["orders"] = random.Next(1000), ["late"] = random.Next(3) == 0 ? Wrong() : random.Next(50), ["industry"] = "toys" },
            "object" => new JsonObject((schema["properties"]?.AsObject() ?? []).Where(_ => random.Next(6) > 0).Select(member => KeyValuePair.Create(member.Key, Value(member.Key, member.Value!, depth + 1)))),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(1, depth > 3 ? 2 : 4)).Select(_ => Value("", schema["items"]!, depth + 1))]),
            "string" => Text(name),
            "integer" => random.Next(-1, 500),
            "number" => 0.5m,
            "boolean" => true,
            _ => null,
        };
    }

    private JsonNode? Wrong() => random.Next(6) switch
    {
        0 => null,
        1 => Odd[random.Next(Odd.Length)],
        2 => new JsonArray(1, "x", null),
        3 => new JsonObject { ["x"] = new JsonObject { ["y"] = 1 } },
        4 => 1e300,
        _ => -1,
    };
}
