using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes what was found of requirements, as arrays of objects.</summary>
internal static class FindingJson
{
    private static readonly ConditionalWeakTable<LimitInForce, Written> Shared = [];

    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings, PercentileMethod method)
    {
        json.WritePropertyName(name);
        var text = JsonText.Begin().Add("["u8);
        for (var i = 0; i < findings.Count; i++) Begin(text.Next(i), findings[i], method).Add("}"u8);
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
    }

    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Shortfall> missed, PercentileMethod method)
    {
        json.WritePropertyName(name);
        var text = JsonText.Begin().Add("["u8);
        for (var i = 0; i < missed.Count; i++)
        {
            Begin(text.Next(i), missed[i].Finding, method).Add(",\"difference\":"u8);
            (missed[i].Difference is { } units ? text.AddNumber(missed[i].Finding.Metric, units) : text.Add("null"u8)).Add("}"u8);
        }
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
    }

    /// <summary>Tiers with what they ask. Of each requirement it is said which tier it would reach by itself: the highest whose requirement of the same id is met.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<TierFinding> tiers, PercentileMethod method)
    {
        json.WritePropertyName(name);
        byte[][] names = [.. tiers.Select(tier => JsonText.Escape(tier.Tier.Name))];
        // As arrays: every requirement looks through them, and through an interface that takes several times as long.
        Finding[][] findings = [.. tiers.Select(tier => tier.Findings as Finding[] ?? [.. tier.Findings])];
        var text = JsonText.Begin().Add("["u8);
        for (var i = 0; i < tiers.Count; i++)
        {
            text.Next(i).Add("{\"tier\":"u8).Add(names[i]).Add(",\"verdict\":"u8).Add(WordOf(tiers[i].Verdict)).Add(",\"requirements\":["u8);
            for (var j = 0; j < findings[i].Length; j++)
            {
                Begin(text.Next(j), findings[i][j], method).Add(",\"reaches\":"u8);
                text.Add(ReachedBy(findings, findings[i][j].Test.Id, j) is var tier and >= 0 ? names[tier] : "null"u8).Add("}"u8);
            }
            text.Add("]}"u8);
        }
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
    }

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

    /// <summary>
    /// Three quarters of an answer are what a requirement asks and where its limit comes from, the same for every store of an industry:
    /// that is written out once, before and after the reading.
    /// </summary>
    private static JsonText Begin(JsonText text, Finding finding, PercentileMethod method)
    {
        if (!Shared.TryGetValue(finding.Limit, out var written)) written = WrittenOf(finding, method);
        text.Add(written.UpToReading).AddReading(finding.Metric, finding.Units);
        if (finding.Numerator is { } of && finding.Denominator is { } per)
            text.Add(",\"numerator\":"u8).AddReading(of.Metric, of.Units).Add(",\"denominator\":"u8).AddReading(per.Metric, per.Units);
        text.Add(written.UpToVerdict).Add(WordOf(finding.Verdict));
        if (finding.LiftedBy is { } exemption) text.Add(",\"liftedBy\":"u8).AddValue(exemption.Id);
        if (finding.Raw is { } raw) text.Add(",\"rawReading\":"u8).AddReading(finding.Metric, raw.Units).Add(",\"rawVerdict\":"u8).Add(WordOf(raw.Verdict));
        return text;
    }

    private static Written WrittenOf(Finding finding, PercentileMethod method)
    {
        var written = Written.Of(finding, method);
        return finding.Limit.IsShared ? Shared.GetValue(finding.Limit, _ => written) : written;
    }

    internal static ReadOnlySpan<byte> WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => "\"met\""u8,
        Verdict.Missed => "\"missed\""u8,
        Verdict.NotEvaluable => "\"not-evaluable\""u8,
        Verdict.NotConsidered => "\"not-considered\""u8,
        _ => throw new UnreachableException(),
    };

    private static string WordOf(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "at-least",
        Comparison.Above => "above",
        Comparison.AtMost => "at-most",
        Comparison.Below => "below",
        Comparison.Is => "is",
        Comparison.IsNot => "is-not",
        _ => throw new UnreachableException(),
    };

    /// <summary>What is the same for every store that has the limit.</summary>
    private sealed record Written(byte[] UpToReading, byte[] UpToVerdict)
    {
        public static Written Of(Finding finding, PercentileMethod method)
        {
            var (test, metric) = (finding.Test, finding.Metric);
            var before = Bytes(json =>
            {
                json.WriteString("id", test.Id);
                json.WriteString("metric", metric.Name);
                if (metric.Unit is { } unit) json.WriteString("unit", unit);
                json.WriteNull("reading");
            });
            var after = Bytes(json =>
            {
                json.WriteString("comparison", WordOf(test.Comparison));
                json.WriteBoolean("inclusive", test.Comparison is not (Comparison.Above or Comparison.Below));
                LimitJson.Write(json, finding, method);
                json.WriteNull("verdict");
            });
            // Objects without their ends and without the null that stands for what is written in its place.
            return new Written(before[..^"null}".Length], [(byte)',', .. after[1..^"null}".Length]]);
        }

        private static byte[] Bytes(Action<Utf8JsonWriter> write)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            }
            return buffer.WrittenSpan.ToArray();
        }
    }
}
