using System.Diagnostics;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Explain;

/// <summary>What a requirement asks, as JSON.</summary>
/// <param name="Id">As a JSON text.</param>
/// <param name="UpToReading">The members before the reading, and its name.</param>
/// <param name="UpToVerdict">The members between the reading and the verdict, and its name.</param>
internal sealed record WrittenRequirement(byte[] Id, byte[] UpToReading, byte[] UpToVerdict)
{
    public static WrittenRequirement Of(Finding finding, PercentileMethod method)
    {
        var (test, metric) = (finding.Test, finding.Metric);
        var before = WrittenParts.Members(json =>
        {
            json.WriteString("id", test.Id);
            json.WriteString("metric", metric.Name);
            if (metric.Unit is { } unit) json.WriteString("unit", unit);
        });
        var after = WrittenParts.Members(json =>
        {
            json.WriteString("comparison", WordOf(test.Comparison));
            json.WriteBoolean("inclusive", test.Comparison is not (Comparison.Above or Comparison.Below));
            LimitJson.Write(json, finding, method);
        });
        return new WrittenRequirement(JsonText.Escape(test.Id), [(byte)'{', .. before, .. ",\"reading\":"u8], [(byte)',', .. after, .. ",\"verdict\":"u8]);
    }

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
}
