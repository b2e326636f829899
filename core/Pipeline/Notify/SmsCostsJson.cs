using System.Text.Json;

namespace TierFunctions.Pipeline.Notify;

/// <summary>What text messages cost, as scripts and other programs read it.</summary>
public static class SmsCostsJson
{
    public static void Write(Utf8JsonWriter json, SmsCosts costs)
    {
        json.WriteStartObject();
        json.WriteNumber("letters", costs.Letters);
        json.WriteNumber("segments", costs.Segments);
        json.WriteNumber("unpricedSegments", costs.Unpriced);
        json.WriteStartObject("amounts");
        foreach (var (currency, amount) in costs.Amounts.OrderBy(one => one.Key, StringComparer.Ordinal)) json.WriteNumber(currency, amount);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
