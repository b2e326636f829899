using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Letters;

/// <summary>A notice as a CloudEvents 1.0 event: ids and readings, nobody's name or address. The same notice gives the same bytes.</summary>
internal static class EventJson
{
    // An event stays well under what receivers take; the rest is behind the link.
    private const int MostRequirements = 40;

    public static string Write(Letter letter, Explanation explanation, string source)
    {
        var notice = letter.About[0];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", letter.Id);
            json.WriteString("source", $"{source}/{notice.Run.Programme}");
            json.WriteString("type", $"tier-functions.notice.{notice.Movement}");
            json.WriteString("subject", notice.Store);
            json.WriteString("time", letter.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            json.WriteString("run", notice.Run.ToString());
            json.WriteString("store", notice.Owner);
            if (notice.Product is { } product) json.WriteString("product", product);
            json.WriteString("programme", notice.Run.Programme);
            json.WriteString("period", notice.Run.Period.ToString());
            json.WriteString("text", notice.Text);
            json.WriteString("tier", NoticeFacts.TierIn(notice, explanation)?.Name);
            json.WriteString("before", explanation.Outcome?.Before);
            if (notice.Occasion is { } occasion) WriteOccasion(json, occasion, explanation);
            json.WriteStartArray("missing");
            foreach (var missed in NoticeFacts.MissedIn(notice, explanation).Take(MostRequirements)) WriteShortfall(json, missed);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteOccasion(Utf8JsonWriter json, Occasion occasion, Explanation explanation)
    {
        if (occasion.Readings is not null) json.WriteString("projected", explanation.Evidence?.Standing.Tier.Name);
        if (occasion.Step is { } step) json.WriteString("step", step);
        if (occasion.Deadline is not { } day) return;
        json.WriteString("deadline", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (occasion.Kind is { } kind) json.WriteString("of", Pipeline.Runs.Words.Write(kind));
    }

    private static void WriteShortfall(Utf8JsonWriter json, Shortfall missed)
    {
        var finding = missed.Finding;
        json.WriteStartObject();
        json.WriteString("requirement", finding.Test.Id);
        json.WriteString("metric", finding.Metric.Name);
        WriteNumber(json, "reading", finding is { HasReading: true, Metric.IsNumber: true } ? finding.Metric.Codec.ToNumber(finding.Units) : null);
        WriteNumber(json, "limit", finding.Metric.IsNumber ? LimitJson.NumberOf(finding) : null);
        WriteNumber(json, "difference", missed.Difference is { } units ? finding.Metric.Codec.ToNumber(units) : null);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
