using System.Text.Json;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes readings as JSON: exact numbers, names, flags, days, and null for what is missing.</summary>
internal static class ReadingJson
{
    public static void Write(Utf8JsonWriter json, string name, Metric metric, long units)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonText.Begin().AddReading(metric, units).Written, skipInputValidation: true);
    }

    public static JsonText AddReading(this JsonText text, Metric metric, long units)
    {
        if (units == Metric.Missing) return text.Add("null"u8);
        if (metric.IsNumber) return text.AddNumber(metric, units);
        if (metric.Kind is MetricKind.Flag) return text.Add(units == 0 ? "false"u8 : "true"u8);
        if (!metric.IsNamed) return text.AddPassing(metric.Codec.Write(units));
        return (ulong)units < (ulong)metric.Values.Count ? text.AddValue(metric.Values[(int)units]) : text.Add("\"(another)\""u8);
    }
}
