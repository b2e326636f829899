using System.Diagnostics;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes what was found of requirements, as arrays of objects.</summary>
internal static class FindingJson
{
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings, WrittenParts parts) =>
        JsonText.WriteArray(json, name, findings, (text, finding) => Begin(text, finding, parts).Add("}"u8));

    /// <summary>Tiers with what they ask. Of each requirement it is said which tier it would reach by itself: the highest whose requirement of the same id is met.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<TierFinding> tiers, WrittenParts parts)
    {
        json.WritePropertyName(name);
        // As arrays: every requirement looks through them, and through an interface that takes several times as long.
        var names = new byte[tiers.Count][];
        var findings = new Finding[tiers.Count][];
        for (var i = 0; i < tiers.Count; i++) (names[i], findings[i]) = (JsonText.Escape(tiers[i].Tier.Name), tiers[i].Findings as Finding[] ?? [.. tiers[i].Findings]);

        var text = JsonText.Begin().Add("["u8);
        var written = new (int Start, int End)[findings.Length == 0 ? 0 : findings.Max(ofTier => ofTier.Length)];
        for (var i = 0; i < findings.Length; i++)
        {
            text.Next(i).Add("{\"tier\":"u8).Add(names[i]).Add(",\"verdict\":"u8).Add(WordOf(tiers[i].Verdict)).Add(",\"requirements\":["u8);
            for (var j = 0; j < findings[i].Length; j++)
            {
                var (start, finding) = (text.Next(j).Length, findings[i][j]);
                // What two tiers ask alike mostly stands at the same place in both.
                if (i > 0 && j < findings[i - 1].Length && ReferenceEquals(findings[i - 1][j], finding)) text.Repeat(written[j].Start, written[j].End);
                else AddReaching(Begin(text, finding, parts), ReachedBy(findings, finding.Test.Id, j) is var tier and >= 0 ? names[tier] : "null"u8);
                written[j] = (start, text.Length);
            }
            text.Add("]}"u8);
        }
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
    }

    private static void AddReaching(JsonText text, ReadOnlySpan<byte> tier) => text.Add(",\"reaches\":"u8).Add(tier).Add("}"u8);

    /// <summary>
    /// The place of the highest tier whose requirement of an id is met; -1 where there is none. An id stands once in a tier, and mostly at
    /// the same place in each.
    /// </summary>
    private static int ReachedBy(Finding[][] tiers, string id, int place)
    {
        for (var tier = 0; tier < tiers.Length; tier++)
        {
            var findings = tiers[tier];
            var at = place < findings.Length && findings[place].Test.Id == id ? place : 0;
            while (at < findings.Length && findings[at].Test.Id != id) at++;
            if (at < findings.Length && findings[at].Verdict is Verdict.Met) return tier;
        }
        return -1;
    }

    private static JsonText Begin(JsonText text, Finding finding, WrittenParts parts)
    {
        var written = parts.RequirementOf(finding);
        text.Add(written.UpToReading).AddReading(finding.Metric, finding.Units);
        if (finding.Numerator is { } of && finding.Denominator is { } per)
            text.Add(",\"numerator\":"u8).AddReading(of.Metric, of.Units).Add(",\"denominator\":"u8).AddReading(per.Metric, per.Units);
        text.Add(written.UpToVerdict).Add(WordOf(finding.Verdict));
        if (finding.LiftedBy is { } exemption) text.Add(",\"liftedBy\":"u8).AddValue(exemption.Id);
        if (finding.Raw is { } raw) text.Add(",\"rawReading\":"u8).AddReading(finding.Metric, raw.Units).Add(",\"rawVerdict\":"u8).Add(WordOf(raw.Verdict));
        return text;
    }

    internal static ReadOnlySpan<byte> WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => "\"met\""u8,
        Verdict.Missed => "\"missed\""u8,
        Verdict.NotEvaluable => "\"not-evaluable\""u8,
        Verdict.NotConsidered => "\"not-considered\""u8,
        _ => throw new UnreachableException(),
    };
}
