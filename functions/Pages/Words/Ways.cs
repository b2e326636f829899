using System.Diagnostics;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Remedies;

namespace TierFunctions.Pages.Words;

/// <summary>What would bring a store to a tier, in sentences: "2 fewer disputes (214 → 212), with orders as they are".</summary>
public sealed class Ways(Policy policy, string language = Phrases.English)
{
    private const int MostNamed = 3;

    private readonly Phrases phrases = new(policy, language);
    private readonly WayClauses say = Clauses.In(language).Ways;

    public string Of(Remedy remedy)
    {
        var what = remedy.Obstacle is { } obstacle ? Of(obstacle, remedy) : say.Together(remedy.Changes.Select(change => Of(change, remedy)));
        return remedy.Wanted is Verdict.Met ? what : say.SoThatNot(what);
    }

    /// <summary>That a requirement need not be met.</summary>
    public string Lifted(Finding lifted) => say.Lifted(lifted.LiftedBy!.Id); // what is lifted is lifted by one

    private string Of(Change change, Remedy remedy)
    {
        var (metric, isItself) = (change.Metric, change.Metric == remedy.Finding.Metric);
        var on = isItself ? null : phrases.TitleOf(metric.Title);
        var text = metric switch
        {
            { IsNumber: true } => say.FromTo(By(change, on), Write(metric, change.From), Write(metric, change.To)),
            { Kind: MetricKind.Date } => say.Day(on, Write(metric, change.To), change.IsUpwards, Write(metric, change.From)),
            _ when isItself && remedy.Wanted is Verdict.Met => say.Other(on, phrases.Standing(remedy.Finding.Test.Comparison, remedy.Finding.Limit.Limit, metric), Write(metric, change.From)),
            _ => say.Other(on, Write(metric, change.To), Write(metric, change.From)),
        };
        return change.HeldFixed.Count is 0 or > MostNamed ? text : say.With(text, change.HeldFixed.Select(held => phrases.TitleOf(held.Title)));
    }

    private string By(Change change, string? on)
    {
        var units = change.Units > long.MaxValue ? long.MaxValue : (long)change.Units;
        return say.By(Figures.Exact(change.Metric, change.Metric.Codec.ToNumber(units)), change.IsUpwards, change.Metric.Kind is MetricKind.Count, on);
    }

    private string Of(Obstacle obstacle, Remedy remedy) => obstacle switch
    {
        Obstacle.NoReading => say.NoReading(phrases.AskedBy(remedy.Finding.Test)),
        Obstacle.NoLimit => say.NoLimit,
        Obstacle.CannotBeComputed => say.CannotBeComputed,
        Obstacle.OutOfReach => say.OutOfReach,
        Obstacle.SetByExemption => say.SetByExemption,
        _ => throw new UnreachableException(),
    };

    private string Write(Metric metric, long units) => metric.IsNumber ? Figures.Exact(metric, metric.Codec.ToNumber(units))
        : metric.Kind is MetricKind.Flag ? Clauses.In(language).YesOrNo(units == 1)
        : !metric.IsNamed ? metric.Codec.Write(units)
        : units >= metric.Values.Count ? say.Another
        : metric.NameOf(metric.Codec.Write(units), language);
}
