using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>
/// Most of an answer is the same for every store of a run, or for every one of an industry: where it comes from, what a requirement asks and
/// where its limit comes from. That is written out once for as long as the run's plan is used. Safe for any number of threads.
/// </summary>
internal sealed class WrittenParts(RunPlan plan)
{
    private static readonly ConditionalWeakTable<RunPlan, WrittenParts> All = [];

    private readonly WrittenRequirement?[] shared = new WrittenRequirement?[plan.Judge.SharedLimits];
    private Head? latest;
    private Head? latestOfRun;

    public static WrittenParts Of(RunPlan plan) => All.GetValue(plan, static plan => new WrittenParts(plan));

    /// <summary>What is the same for every store that has the limit of a finding.</summary>
    public WrittenRequirement RequirementOf(Finding finding) => finding.Limit.SharedAt is { } at
        ? shared[at] ??= WrittenRequirement.Of(finding, plan.Policy.Peers.Percentile)
        : WrittenRequirement.Of(finding, plan.Policy.Peers.Percentile);

    /// <summary>Where answers come from, as members of an object without its braces.</summary>
    public byte[] HeadOf(Explanation explanation)
    {
        ref var head = ref explanation.Run is null ? ref latest : ref latestOfRun;
        var known = head;
        if (known is null || !ReferenceEquals(known.Run, explanation.Run) || known.BenchmarksOf != explanation.BenchmarksOf)
            head = known = new Head(explanation.Run, explanation.BenchmarksOf, Members(json => EvidenceJson.WriteHead(json, explanation)));
        return known.Text;
    }

    public static byte[] Members(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan[1..^1].ToArray();
    }

    private sealed record Head(Run? Run, RunKey? BenchmarksOf, byte[] Text);
}
