using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.Results;

namespace TierFunctions.Pages.Words;

/// <summary>What was read of another programme, or of earlier periods, in a sentence: which periods, what each showed, and what was missing.</summary>
public static class ResultWords
{
    public static string Of(ReadResult result, string language)
    {
        var chinese = language.StartsWith("zh", StringComparison.Ordinal);
        var (metric, source) = (result.Metric.Metric, result.Metric.Source);
        var title = metric.Title.In(language);
        if (result.Parts is not { } parts)
        {
            var periods = string.Join(chinese ? "、" : ", ", result.Metric.Periods);
            return chinese ? $"{title}：采用上传数据；{source.Programme} 在 {periods} 没有已完成的考核" : $"{title}: as supplied; {source.Programme} has no completed run for {periods}";
        }
        var read = string.Join(chinese ? "，" : ", ", parts.Select((part, i) => $"{result.Metric.Periods[i]} {Of(part, result, language, chinese)}{OtherRun(result.Sources[i], chinese)}{(source.Reading is null ? "" : Revision(result.Sources[i], chinese))}"));
        if (source.Reading is not null) return chinese ? $"{title}：{How(source, chinese)}：{read}" : $"{title}: {How(source, chinese)}: {read}";
        return chinese ? $"{title}：{How(source, chinese)} {source.Programme}：{read}" : $"{title}: {How(source, chinese)} {source.Programme}: {read}";
    }

    private static string How(ResultSource source, bool chinese) => source switch
    {
        { Reading: not null, Take: ResultTake.Last } => chinese ? "以往的数据" : "the earlier reading",
        { Products.Count: > 0 } => chinese ? $"计入 {string.Join("、", source.Products)} 的商品数，来自" : $"products at {string.Join(" or ", source.Products)} of",
        { Counted.Count: > 0 } => chinese ? $"计入 {string.Join("、", source.Counted)} 的期数，来自" : $"periods at {string.Join(" or ", source.Counted)} of",
        { Take: ResultTake.Worst } => chinese ? "取最低等级，来自" : "the worst of",
        { Take: ResultTake.Best } => chinese ? "取最高等级，来自" : "the best of",
        { Take: ResultTake.Last } => chinese ? "取最近等级，来自" : "the last of",
        { Take: ResultTake.Mean } => chinese ? "以往各期的平均值" : "the mean of earlier readings",
        { Take: ResultTake.Min } => chinese ? "以往各期的最低值" : "the lowest of earlier readings",
        { Take: ResultTake.Max } => chinese ? "以往各期的最高值" : "the highest of earlier readings",
        { Take: ResultTake.Sum } => chinese ? "以往各期之和" : "the sum of earlier readings",
        _ => throw new UnreachableException(),
    };

    private static string Of(ResultPart part, ReadResult result, string language, bool chinese) => part.Gap switch
    {
        ResultGap.None when part.Products is { } products => Figures.Count(products),
        ResultGap.None when part.Reading is { } reading => Figure(result.Metric.Metric, reading, language),
        ResultGap.None => result.Metric.Metric.NameOf(part.Tier ?? "", language),
        ResultGap.NoRun => chinese ? "没有已完成的考核" : "no completed run",
        ResultGap.NoOutcome => chinese ? "没有该店铺的结果" : "no outcome of this store",
        ResultGap.NotEligible => chinese ? "不在考核范围" : "not eligible",
        ResultGap.NotAssessed => chinese ? "未考核" : "not assessed",
        ResultGap.NotEvaluable => chinese ? "无法判定" : "not evaluable",
        ResultGap.Failed => chinese ? "考核失败" : "judging it failed",
        ResultGap.NoReading => chinese ? "没有可用的数据" : "no reading that could be used",
        ResultGap.UnknownTier => chinese ? "等级未知" : "a tier that is not known here",
        _ => throw new UnreachableException(),
    };

    private static string Figure(Metric metric, string reading, string language) => metric switch
    {
        { IsNumber: true } => Figures.Exact(metric, decimal.Parse(reading, CultureInfo.InvariantCulture)),
        { Kind: MetricKind.Flag } => FindingWords.YesOrNo(reading == "yes", language),
        _ => metric.NameOf(reading, language),
    };

    private static string Revision(SourceRun source, bool chinese) => source.Run is not { } run ? "" : chinese ? $"（第{run.Revision}次修订）" : $" (revision {run.Revision})";

    /// <summary>For a period that is yet to come the latest one may stand in.</summary>
    private static string OtherRun(SourceRun source, bool chinese) =>
        source.Run is null || source.Run.Period == source.Period ? "" : chinese ? $"（按 {source.Run.Period}）" : $" (that of {source.Run.Period})";
}
