using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Schema;

/// <summary>
/// The JSON Schema (draft 7, which editors know best) of policy documents, written from the forms that the readers read by. It knows
/// each place by itself; what hangs together across places, such as a metric that is not declared, only the reader finds.
/// </summary>
public static class PolicySchema
{
    // The document is for editors: what is not ASCII stays readable.
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text()
    {
        var definitions = new SchemaDefinitions();
        var root = definitions.Of(PolicyForms.Policy);
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "A policy of TierFunctions",
        };
        foreach (var (name, value) in root.ToList())
        {
            root.Remove(name);
            schema[name] = value;
        }
        schema["definitions"] = definitions.Take();
        return schema.ToJsonString(Layout) + "\n";
    }
}
