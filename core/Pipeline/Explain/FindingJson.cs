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
        var reached = Reached(tiers);
        json.WritePropertyName(name);
        var text = JsonText.Begin().Add("["u8);
        for (var i = 0; i < tiers.Count; i++)
        {
            text.Next(i).Add("{\"tier\":"u8).AddValue(tiers[i].Tier.Name).Add(",\"verdict\":"u8).Add(WordOf(tiers[i].Verdict)).Add(",\"requirements\":["u8);
            var findings = tiers[i].Findings;
            for (var j = 0; j < findings.Count; j++)
            {
                Begin(text.Next(j), findings[j], method).Add(",\"reaches\":"u8);
                text.Add(reached.TryGetValue(findings[j].Test.Id, out var tier) ? tier : "null"u8).Add("}"u8);
            }
            text.Add("]}"u8);
        }
        json.WriteRawValue(text.Add("]"u8).Written, skipInputValidation: true);
    }

    /// <summary>By the id of a requirement, the name of that tier as JSON.</summary>
    private static Dictionary<string, byte[]> Reached(IReadOnlyList<TierFinding> tiers)
    {
        var reached = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var tier in tiers)
        {
            var name = JsonText.Escape(tier.Tier.Name);
            foreach (var finding in tier.Findings)
            {
                if (finding.Verdict is Verdict.Met) reached.TryAdd(finding.Test.Id, name);
            }
        }
        return reached;
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
