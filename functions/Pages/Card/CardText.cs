using System.Diagnostics;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Remedies;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.Pages.Card;

/// <summary>Readings and limits as a card writes them.</summary>
internal sealed class CardText(CardWords words)
{
    private const int MostNamed = 3;

    public string Title(Test test, Metric metric) => (test.Title ?? metric.Title).In(words.Language);

    public string Reading(Finding finding, bool exact) => Value(finding.Metric, finding.Units, exact);

    /// <summary>The counts that a rate was computed from; null for other readings.</summary>
    public string? Parts(Finding finding) => finding.Numerator is { } of && finding.Denominator is { } per
        ? words.PartsOf(Value(of.Metric, of.Units, exact: true), Value(per.Metric, per.Units, exact: true))
        : null;

    /// <summary>How the reading must stand to the limit: "≥ 4.75", "good or higher".</summary>
    public string Asked(Finding finding, bool exact)
    {
        var comparison = finding.Test.Comparison;
        return finding.Limit.Limit switch
        {
            Limit.Names names => words.Names(comparison, string.Join(", ", names.Values), finding.Metric.Kind is MetricKind.Level),
            Limit.Fixed flag when finding.Metric.Kind is MetricKind.Flag => words.YesOrNo((flag.Value == 1) == (comparison is not Comparison.IsNot)),
            Limit.Fixed day when finding.Metric.Kind is MetricKind.Date => words.Standing(comparison, finding.Metric.Codec.Write((long)day.Value)),
            _ when LimitJson.NumberOf(finding) is { } number => words.Standing(comparison, Number(finding.Metric, number, exact)),
            _ => words.NoBenchmark,
        };
    }

    /// <summary>Where a limit comes from: "90th percentile of toys, 112 stores".</summary>
    public string Source(Finding finding) => finding.Limit switch
    {
        { Limit: { IsRelative: true } relative, Population: > 0 } limit =>
            words.Percentile(relative, limit.Group is null or BenchmarkSet.Market ? words.Marketplace : limit.Group, limit.Population),
        { Limit.IsRelative: true } => words.NoBenchmark,
        { Override: { } exception } => $"{words.SetByThePolicy} ({string.Join(", ", exception.Where.Select(where => where.Value))})",
        _ => words.SetByThePolicy,
    };

    /// <summary>What would settle a requirement, as a clause.</summary>
    public string Of(Remedy remedy) => remedy.Obstacle switch
    {
        null when remedy.Wanted is Verdict.Met => string.Join("; ", remedy.Changes.Select(change => Of(change, remedy.Finding))),
        null or Obstacle.CannotBeComputed => words.Instead(Asked(remedy.Finding, exact: false)),
        Obstacle.NoReading => words.ReadingMissing(Asked(remedy.Finding, exact: false)),
        Obstacle.NoLimit => words.NoBenchmark,
        Obstacle.OutOfReach => words.NoSingleChange,
        Obstacle.SetByExemption => Clauses.In(words.Language).Ways.SetByExemption,
        _ => throw new UnreachableException(),
    };

    private string Of(Change change, Finding finding)
    {
        var metric = change.Metric;
        if (!metric.IsNumber) return words.Instead(metric == finding.Metric ? Asked(finding, exact: false) : $"{metric.Title.In(words.Language)} {Value(metric, change.To, exact: true)}");
        var amount = Number(metric, metric.Codec.ToNumber((long)UInt128.Min(change.Units, long.MaxValue)), exact: true);
        var text = words.Change(amount, change.IsUpwards, Value(metric, change.From, exact: true), Value(metric, change.To, exact: true));
        var held = change.HeldFixed.Count is 0 or > MostNamed ? "" : words.Keeping(string.Join(", ", change.HeldFixed.Select(other => other.Title.In(words.Language))));
        return metric == finding.Metric ? text + held : $"{metric.Title.In(words.Language)}: {text}{held}";
    }

    private static string Number(Metric metric, decimal number, bool exact) => exact ? Figures.Exact(metric, number) : Figures.Short(metric, number);

    private string Value(Metric metric, long units, bool exact) => units switch
    {
        Metric.Missing => words.Missing,
        _ when metric.IsNumber => Number(metric, metric.Codec.ToNumber(units), exact),
        _ when metric.Kind is MetricKind.Flag => words.YesOrNo(units != 0),
        _ when metric.IsNamed && units >= metric.Values.Count => words.Another,
        _ => metric.Codec.Write(units),
    };
}
