using System.Diagnostics;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Remedies;

namespace TierFunctions.Pages.Words;

/// <summary>What would bring a store to a tier, in sentences: "2 fewer disputes (214 → 212), with orders as they are".</summary>
public sealed class Ways(Policy policy)
{
    private const int MostNamed = 3;

    private readonly Phrases phrases = new(policy);

    public string Of(Remedy remedy)
    {
        var what = remedy.Obstacle is { } obstacle ? Of(obstacle, remedy) : string.Join("; and ", remedy.Changes.Select(change => Of(change, remedy)));
        return remedy.Wanted is Verdict.Met ? what : $"so that it does not hold: {what}";
    }

    private string Of(Change change, Remedy remedy)
    {
        var isItself = change.Metric == remedy.Finding.Metric;
        var named = isItself ? "" : $"{Phrases.Of(change.Metric.Title)} ";
        var text = change.Metric switch
        {
            { IsNumber: true } => $"{By(change)}{(isItself ? "" : $" on {Phrases.Of(change.Metric.Title)}")} ({Write(change.Metric, change.From)} → {Write(change.Metric, change.To)})",
            { Kind: MetricKind.Date } => $"{named}{Write(change.Metric, change.To)} or {(change.IsUpwards ? "later" : "earlier")} (is {Write(change.Metric, change.From)})",
            _ when isItself && remedy.Wanted is Verdict.Met => $"{phrases.Standing(remedy.Finding.Test.Comparison, remedy.Finding.Limit.Limit, remedy.Finding.Metric)} (is {Write(change.Metric, change.From)})",
            _ => $"{named}{Write(change.Metric, change.To)} (is {Write(change.Metric, change.From)})",
        };
        return change.HeldFixed.Count is 0 or > MostNamed ? text : $"{text}, with {string.Join(", ", change.HeldFixed.Select(metric => Phrases.Of(metric.Title)))} as now";
    }

    private static string By(Change change)
    {
        var units = change.Units > long.MaxValue ? long.MaxValue : (long)change.Units;
        return $"{Figures.Exact(change.Metric, change.Metric.Codec.ToNumber(units))} {(change.IsUpwards ? "more" : change.Metric.Kind is MetricKind.Count ? "fewer" : "less")}";
    }

    private string Of(Obstacle obstacle, Remedy remedy) => obstacle switch
    {
        Obstacle.NoReading => $"a reading is missing; asked is {phrases.AskedBy(remedy.Finding.Test)}",
        Obstacle.NoLimit => "there is nothing to measure it against",
        Obstacle.CannotBeComputed => "the smallest change cannot be computed",
        Obstacle.OutOfReach => "no change of a single reading would do",
        _ => throw new UnreachableException(),
    };

    private static string Write(Metric metric, long units) => metric.IsNumber ? Figures.Exact(metric, metric.Codec.ToNumber(units))
        : metric.IsNamed && units >= metric.Values.Count ? "another"
        : metric.Codec.Write(units);
}
