using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Site;

/// <summary>
/// Turns forms into the documents that rulings are recorded by everywhere else, so that one reader says what is wrong with them. A document in
/// JSON is one in YAML as well, and what somebody typed cannot be anything but a text in it.
/// </summary>
internal static class RulingForms
{
    /// <summary>The fields of either form, to be filled in again where what was sent is refused.</summary>
    public static readonly string[] Fields = ["id", "reason", "timeZone", "from", "until", "programmes", "stores", "attribute", "values", "lifts", "recomputes", "readFrom", "value", "programme", "store", "kind", "tiers"];

    public static string ExemptionOf(IFormCollection form)
    {
        var exemption = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["id", "reason", "timeZone", "from", "until"]) Add(exemption, name, form.Text(name));
        foreach (var name in (ReadOnlySpan<string>)["programmes", "stores", "lifts"]) Add(exemption, name, form.Names(name));
        if (form.Text("attribute") is { } attribute) exemption["where"] = new JsonObject { [attribute] = ListOf(form.Names("values")) };
        if (form.Text("recomputes") is { } metric)
        {
            var instead = new JsonObject();
            Add(instead, "readFrom", form.Text("readFrom"));
            Add(instead, "value", form.Text("value"));
            exemption["recomputes"] = new JsonObject { [metric] = instead };
        }
        return new JsonObject { ["exemptions"] = new JsonArray(exemption) }.ToJsonString();
    }

    /// <param name="by">Who is signed in: whoever is here decides in their own name.</param>
    public static string DecisionOf(IFormCollection form, string by)
    {
        var decision = new JsonObject { ["by"] = by };
        foreach (var name in (ReadOnlySpan<string>)["id", "programme", "store", "reason", "from", "until"]) Add(decision, name, form.Text(name));
        switch (form["kind"].ToString())
        {
            case "tier":
                Add(decision, "tier", form.Text("tiers"));
                break;
            case "shuts":
                Add(decision, "shuts", form.Names("tiers"));
                break;
            case "readmits":
                decision["readmits"] = true;
                break;
        }
        return new JsonObject { ["decisions"] = new JsonArray(decision) }.ToJsonString();
    }

    private static void Add(JsonObject to, string name, string? text)
    {
        if (text is not null) to[name] = text;
    }

    private static void Add(JsonObject to, string name, IReadOnlyList<string> names)
    {
        if (names.Count > 0) to[name] = ListOf(names);
    }

    private static JsonArray ListOf(IReadOnlyList<string> names) => [.. names.Select(name => (JsonNode)name)];
}
