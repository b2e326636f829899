using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Remedies;

namespace TierFunctions.Domain.Evaluation;

/// <summary>What stands between a store and the tier above the one it holds.</summary>
/// <param name="Bars">The bars that shut that tier for it; no reading helps against them.</param>
/// <param name="Missed">The requirements that keep it from that tier, missed or not evaluable, in the order of the policy.</param>
/// <param name="Lifted">The requirements of that tier that an exemption lifts: they neither keep the store from it nor need to be met.</param>
/// <param name="Way">The shortest way there, in changes of readings; of alternatives it goes by the easiest.</param>
public sealed record Gap(Tier Next, IReadOnlyList<Bar> Bars, IReadOnlyList<Shortfall> Missed, IReadOnlyList<Finding> Lifted, Way Way)
{
    internal static Gap To(Tier next, Plan plan, Trial trial, ReadOnlySpan<Verdict> verdicts, IReadOnlyList<Finding> findings)
    {
        var bars = new List<Bar>();
        for (var i = 0; i < plan.Policy.Bars.Count; i++)
        {
            if (plan.OfBar(i, verdicts) is Verdict.Met && plan.Policy.Bars[i].Shuts.Contains(next.Name, StringComparer.Ordinal)) bars.Add(plan.Policy.Bars[i]);
        }
        var deciding = plan.Deciding(next.Requires, verdicts);
        var missed = new Shortfall[deciding.Count];
        for (var i = 0; i < missed.Length; i++) missed[i] = Shortfall.Of(findings[deciding[i]]);
        return new Gap(
            next,
            bars,
            missed,
            LiftedAmong(plan.PlacesOf(next.Requires), findings),
            Way.To(next.Requires, trial, findings));
    }

    private static List<Finding> LiftedAmong(int[] places, IReadOnlyList<Finding> findings)
    {
        var lifted = new List<Finding>();
        foreach (var place in places)
        {
            if (findings[place].LiftedBy is not null && !lifted.Contains(findings[place])) lifted.Add(findings[place]);
        }
        return lifted;
    }
}

/// <summary>One requirement on the way to the next tier.</summary>
/// <param name="Difference">How much is missing, in units of the metric; null where there is no reading, no limit or no number.</param>
public sealed record Shortfall(Finding Finding, long? Difference)
{
    public static Shortfall Of(Finding finding) => new(finding, DifferenceOf(finding));

    /// <summary>How far the reading is from the least that would pass, in units of the metric; null where that is not a number.</summary>
    private static long? DifferenceOf(Finding finding)
    {
        if (!finding.HasReading || !finding.Metric.IsNumber || finding.Limit.Value is not { } limit) return null;
        var passes = finding.Test.Comparison switch
        {
            Comparison.AtLeast => limit.Ceiling(),
            Comparison.Above => limit.Floor() + 1,
            Comparison.AtMost => limit.Floor(),
            Comparison.Below => limit.Ceiling() - 1,
            _ => finding.Units,
        };
        return Math.Abs(passes - finding.Units);
    }
}
