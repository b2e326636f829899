using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Results;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>
/// What an outcome says of its standing beyond tier and day, as compact JSON: the real level where it is another, the rule that made
/// it so, what is carried to the next period, and what other programmes made of the store. Empty where there is nothing of the kind.
/// </summary>
public sealed class StandingCodec : IDisposable
{
    private const string Iso = "yyyy-MM-dd";

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public StandingCodec() => json = new Utf8JsonWriter(buffer);

    /// <summary>Good until the next call.</summary>
    /// <param name="exemptions">Those that protected the store.</param>
    /// <param name="results">What other programmes made of the store; null where none is read.</param>
    internal ReadOnlySpan<byte> Write(Moved? moved, IReadOnlyList<Exemption> exemptions, ResultReadings? results = null)
    {
        var carried = moved?.Standing.Carried ?? Carried.Nothing;
        if (moved is not { By: not null } and not { Decision: not null } && carried.IsNothing && exemptions.Count == 0 && results is null) return [];
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        if (moved is not null && moved.Earned.Rank != moved.Standing.Tier.Rank) json.WriteString("earned", moved.Earned.Name);
        if (moved?.By is { } rule) json.WriteString("by", Words.Write(rule));
        if (moved is { By: not null, Until: { } until }) json.WriteString("until", Day(until));
        if (moved?.Decision is { } decision) json.WriteString("decision", decision.Id);
        if (exemptions.Count > 0)
        {
            json.WriteStartArray("exemptions");
            foreach (var exemption in exemptions) json.WriteStringValue(exemption.Id);
            json.WriteEndArray();
        }
        if (carried.Strikes > 0) json.WriteNumber("strikes", carried.Strikes);
        if (carried.Assessments > 0) json.WriteNumber("assessments", carried.Assessments);
        if (carried.Cancelled is { } cancelled)
        {
            json.WriteString("cancelled", cancelled.By);
            json.WriteString("cancelledFrom", Day(cancelled.From));
        }
        if (carried.WaitsUntil is { } waits) json.WriteString("waitsUntil", Day(waits));
        if (carried.Streaks is { Count: > 0 } streaks)
        {
            json.WriteStartObject("streaks");
            foreach (var (metric, periods) in streaks) json.WriteNumber(metric, periods);
            json.WriteEndObject();
        }
        if (carried.Valid is { Count: > 0 } valid)
        {
            json.WriteStartObject("valid");
            foreach (var (tier, end) in valid) json.WriteString(tier, Day(end));
            json.WriteEndObject();
        }
        if (carried.UnjudgedUntil is { } patience) json.WriteString("unjudgedUntil", Day(patience));
        if (carried.Interrupted is { } broken)
        {
            json.WriteString("interrupted", broken.Tier);
            if (broken.Since is { } since) json.WriteString("interruptedSince", Day(since));
            if (broken.CameFrom is { } origin) json.WriteString("interruptedFrom", origin);
        }
        if (results is not null) WriteResults(results);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>What is carried to the next period, of a text that <see cref="Write"/> wrote. Throws <see cref="JsonException"/> for anything else.</summary>
    public static Carried ReadCarried(string text)
    {
        if (text.Length == 0) return Carried.Nothing;
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var carried = new Carried(
            Number(root, "strikes"),
            Number(root, "assessments"),
            root.TryGetProperty("cancelled", out var by) && Day(root, "cancelledFrom") is { } from ? new Cancelled(by.GetString() ?? "", from) : null,
            Day(root, "waitsUntil"),
            root.TryGetProperty("streaks", out var streaks) ? [.. streaks.EnumerateObject().Select(streak => KeyValuePair.Create(streak.Name, streak.Value.GetInt64()))] : null)
        {
            Valid = root.TryGetProperty("valid", out var valid) ? [.. valid.EnumerateObject().Select(tier => KeyValuePair.Create(tier.Name, Day(tier.Value)))] : null,
            UnjudgedUntil = Day(root, "unjudgedUntil"),
            Interrupted = root.TryGetProperty("interrupted", out var broken)
                ? new Interrupted(broken.GetString() ?? "", Day(root, "interruptedSince"), root.TryGetProperty("interruptedFrom", out var origin) ? origin.GetString() : null)
                : null,
        };
        return carried.IsNothing ? Carried.Nothing : carried;
    }

    /// <summary>The rule by which the store holds another tier than it earned, and that tier's name; nulls where there is none.</summary>
    public static (MovedBy? By, string? Earned) ReadRule(string text)
    {
        if (text.Length == 0) return (null, null);
        using var document = JsonDocument.Parse(text);
        return (
            document.RootElement.TryGetProperty("by", out var by) ? Words.Read<MovedBy>(by.GetString() ?? "") : null,
            document.RootElement.TryGetProperty("earned", out var earned) ? earned.GetString() : null);
    }

    /// <summary>By metric, what other programmes made of the store in each period that was read.</summary>
    public static IReadOnlyDictionary<string, ResultPart[]> ReadResults(string text)
    {
        var read = new Dictionary<string, ResultPart[]>(StringComparer.Ordinal);
        if (text.Length == 0) return read;
        using var document = JsonDocument.Parse(text);
        if (!document.RootElement.TryGetProperty("results", out var results)) return read;
        foreach (var metric in results.EnumerateObject()) read[metric.Name] = [.. metric.Value.EnumerateArray().Select(part => ResultText.Read(part.GetString() ?? ""))];
        return read;
    }

    /// <summary>The operator's decision that the store holds its tier by, until when, and the exemptions that protected it, by their ids.</summary>
    public static (string? Decision, DateOnly? Until, IReadOnlyList<string> Exemptions) ReadRulings(string text)
    {
        if (text.Length == 0) return (null, null, []);
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return (
            root.TryGetProperty("decision", out var decision) ? decision.GetString() : null,
            Day(root, "until"),
            root.TryGetProperty("exemptions", out var exemptions) ? [.. exemptions.EnumerateArray().Select(id => id.GetString() ?? "")] : []);
    }

    public void Dispose() => json.Dispose();

    private void WriteResults(ResultReadings results)
    {
        json.WriteStartObject("results");
        foreach (var (metric, parts) in results.Latest)
        {
            json.WriteStartArray(metric);
            foreach (var part in parts) json.WriteStringValue(ResultText.Write(part));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static int Number(JsonElement root, string name) => root.TryGetProperty(name, out var number) ? number.GetInt32() : 0;

    private static DateOnly? Day(JsonElement root, string name) =>
        root.TryGetProperty(name, out var day) ? Day(day) : null;

    private static DateOnly Day(JsonElement day) => DateOnly.ParseExact(day.GetString() ?? "", Iso, CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);
}
