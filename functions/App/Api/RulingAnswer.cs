using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.App.Api;

/// <summary>Writes exemptions and decisions in the words of the documents that they are recorded by, with who recorded them and when.</summary>
internal static class RulingAnswer
{
    public static void Write(Utf8JsonWriter json, Exemption exemption, RulingEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", exemption.Id);
        json.WriteString("reason", exemption.Reason);
        json.WriteString("timeZone", exemption.TimeZone);
        json.WriteString("from", Text(exemption.From));
        json.WriteString("until", Text(exemption.Until));
        json.WriteNames("programmes", exemption.Programmes);
        json.WriteNames("stores", exemption.Stores);
        json.WriteStartObject("where");
        foreach (var scope in exemption.Where) json.WriteNames(scope.Attribute, scope.Values);
        json.WriteEndObject();
        json.WriteNames("lifts", exemption.Lifts);
        json.WriteStartObject("recomputes");
        foreach (var recomputed in exemption.Recomputes)
        {
            json.WriteStartObject(recomputed.Metric);
            if (recomputed.ReadFrom is { } source) json.WriteString("readFrom", source);
            else json.WriteString("value", recomputed.Value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteRecorded(json, entry);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, OperatorDecision decision, RulingEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", decision.Id);
        json.WriteString("programme", decision.Programme);
        json.WriteString("store", decision.Store);
        if (decision.Tier is { } tier) json.WriteString("tier", tier);
        if (decision.Shuts.Count > 0) json.WriteNames("shuts", decision.Shuts);
        if (decision.Kind is DecisionKind.Readmission) json.WriteBoolean("readmits", true);
        json.WriteString("by", decision.By);
        json.WriteString("reason", decision.Reason);
        json.WriteString("from", decision.From.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("until", decision.Until?.ToString("O", CultureInfo.InvariantCulture));
        WriteRecorded(json, entry);
        json.WriteEndObject();
    }

    public static void WriteNames(this Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names) json.WriteStringValue(one);
        json.WriteEndArray();
    }

    private static void WriteRecorded(Utf8JsonWriter json, RulingEntry entry)
    {
        json.WriteString("recordedBy", entry.By);
        json.WriteString("recordedAt", entry.At);
    }

    private static string Text(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
