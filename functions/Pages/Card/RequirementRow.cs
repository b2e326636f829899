using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Charts;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.Pages.Card;

/// <summary>One requirement of a programme for one store, with what each tier asks of it.</summary>
/// <param name="Asks">The tiers that ask for it from the highest down; without a tier where it says who is judged at all.</param>
/// <param name="Target">The ask that the card is about: the next tier's, or the one nearest to it.</param>
/// <param name="Benchmark">The distribution that the store is compared with; null where nothing is known of others.</param>
/// <param name="Place">How many of a hundred stores are no better, 0 to 100; null where that is not known.</param>
public sealed record RequirementRow(IReadOnlyList<TierAsk> Asks, TierAsk Target, Benchmark? Benchmark, decimal? Place)
{
    public Test Test => Target.Finding.Test;

    public Metric Metric => Target.Finding.Metric;

    public Verdict Verdict => Target.Finding.Verdict;

    /// <summary>The store's own reading as a number; null where there is none.</summary>
    public decimal? Own => Metric.IsNumber && Target.Finding.HasReading ? Metric.Codec.ToNumber(Target.Finding.Units) : null;

    /// <summary>Whether the reading or a limit, cut for display, would look like the other though they differ.</summary>
    public bool IsClose => Own is { } own && Asks.Any(ask => LimitJson.NumberOf(ask.Finding) is { } limit && limit != own && Figures.Number(Metric, limit) == Figures.Number(Metric, own));

    /// <summary>The requirements of an explanation, what needs most attention first.</summary>
    public static IReadOnlyList<RequirementRow> Of(Explanation explanation)
    {
        if (explanation.Evidence is not { } evidence) return [];
        var target = evidence.Gap?.Next ?? evidence.Standing.Tier;
        var asks = evidence.Population.Where(finding => finding.Verdict is not Verdict.Met).Select(finding => new TierAsk(null, finding))
            .Concat(evidence.Tiers.SelectMany(tier => tier.Findings.Select(finding => new TierAsk(tier.Tier, finding))));
        return [.. asks.GroupBy(ask => (ask.Finding.Test.Id, ask.Finding.Test.Metric))
            .Select(same => Of([.. same.DistinctBy(ask => ask.Tier)], target, explanation))
            .OrderBy(row => Urgency(row.Verdict)).ThenBy(row => row.Place ?? 101)];
    }

    private static RequirementRow Of(IReadOnlyList<TierAsk> asks, Tier target, Explanation explanation)
    {
        var about = asks.LastOrDefault(ask => ask.Tier is null || ask.Tier.Rank >= target.Rank) ?? asks[0];
        var finding = about.Finding;
        var benchmark = BenchmarkFor(finding, explanation);
        return new RequirementRow(asks, about, benchmark, benchmark is null || !finding.HasReading ? null : PlaceAmong(benchmark, finding));
    }

    private static Benchmark? BenchmarkFor(Finding finding, Explanation explanation)
    {
        var benchmarks = explanation.Plan.Benchmarks;
        var own = benchmarks.Find(finding.Limit.Group ?? explanation.Industry ?? BenchmarkSet.Market, finding.Metric.Name);
        if (own is null || own.Population < benchmarks.AtLeast) own = benchmarks.Find(BenchmarkSet.Market, finding.Metric.Name);
        return own is { Percentiles.Count: > 0 } ? own : null;
    }

    /// <summary>Read off the kept percentiles by linear interpolation: good enough for an order of bars, and used for nothing else.</summary>
    private static decimal PlaceAmong(Benchmark benchmark, Finding finding)
    {
        var (units, readings) = (finding.Units, benchmark.Percentiles);
        var place = units <= readings[0] ? 0m : 100m;
        for (var i = 1; i < readings.Count; i++)
        {
            if (units > readings[i] || units <= readings[0]) continue;
            var (below, above) = (readings[i - 1], readings[i]);
            place = Benchmark.Spread[i - 1] + (above == below ? 0 : (decimal)(units - below) / (above - below) * (Benchmark.Spread[i] - Benchmark.Spread[i - 1]));
            break;
        }
        return finding.Metric.Better is Better.Lower ? 100 - place : place;
    }

    private static int Urgency(Verdict verdict) => verdict switch
    {
        Verdict.Missed => 0,
        Verdict.NotEvaluable => 1,
        Verdict.Met => 2,
        Verdict.NotConsidered => 3,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What a tier asks, and what was found.</summary>
/// <param name="Tier">Null where it says who is judged at all.</param>
public sealed record TierAsk(Tier? Tier, Finding Finding)
{
    /// <summary>The limit as a mark along an axis; null where it is not a number.</summary>
    internal LimitMark? Mark => Finding.Metric.IsNumber && LimitJson.NumberOf(Finding) is { } limit
        ? new LimitMark(Finding.Limit.Limit, limit, Finding.Limit.Group == BenchmarkSet.Market, [], Tier)
        : null;
}
