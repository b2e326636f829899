using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes what a store's reading was compared with, and where that comes from.</summary>
public static class LimitJson
{
    internal static void Write(Utf8JsonWriter json, Finding finding, PercentileMethod method)
    {
        json.WritePropertyName("limit");
        if (finding.Limit.Limit is Limit.Names names)
        {
            json.WriteStartArray();
            foreach (var name in names.Values) json.WriteStringValue(name);
            json.WriteEndArray();
        }
        else if (NumberOf(finding) is { } number) EvidenceJson.WriteNumberValue(json, number);
        else json.WriteNullValue();
        WriteSource(json, finding, method);
    }

    private static void WriteSource(Utf8JsonWriter json, Finding finding, PercentileMethod method)
    {
        var limit = finding.Limit;
        json.WriteStartObject("limitFrom");
        json.WriteString("source", limit.Group is not null ? "benchmark" : limit.Override is not null ? "override" : "policy");
        if (finding.Test.Limit.Standard is { } standard) json.WriteString("standard", standard);
        if (limit.Override is { } exception)
        {
            json.WriteStartObject("where");
            foreach (var (attribute, value) in exception.Where) json.WriteString(attribute, value);
            json.WriteEndObject();
        }
        if (limit.Limit.IsRelative)
        {
            json.WriteString("group", limit.Group);
            json.WriteNumber("population", limit.Population);
            WritePeers(json, limit.Limit, method);
        }
        if (limit.Limit is Limit.OfMetric own)
        {
            json.WriteString("metric", own.Metric);
            json.WriteNumber("times", own.Share);
        }
        json.WriteEndObject();
    }

    private static void WritePeers(Utf8JsonWriter json, Limit limit, PercentileMethod method)
    {
        switch (limit)
        {
            case Limit.PeerPercentile percentile:
                json.WriteNumber("percentile", percentile.Percent);
                json.WriteString("method", WordOf(method));
                break;
            case Limit.PeerRank rank:
                json.WriteNumber("place", rank.Place);
                break;
            case Limit.PartOf part:
                json.WriteNumber("times", part.Share);
                if (part.Plus != 0) json.WriteNumber("plus", part.Plus);
                if (part.Peers is Limit.PeerPercentile of) json.WriteNumber("percentile", of.Percent);
                else WritePeers(json, part.Peers, method);
                break;
            default:
                json.WriteBoolean("mean", true);
                break;
        }
    }

    /// <summary>A limit as a number of the metric's unit, cut after twelve decimal places; null where there is none.</summary>
    public static decimal? NumberOf(Finding finding) => finding.Limit.Value is { } value
        ? decimal.Truncate((decimal)value.Numerator / (decimal)value.Denominator / finding.Metric.UnitsPerOne * 1_000_000_000_000m) / 1_000_000_000_000m
        : null;

    private static string WordOf(PercentileMethod method) => method switch
    {
        PercentileMethod.Type7 => "type-7",
        PercentileMethod.Type6 => "type-6",
        PercentileMethod.NearestRank => "nearest-rank",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
