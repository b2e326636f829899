using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pages.Words.Site;

/// <summary>What the quality gate found. A finding keeps its English sentence; where it also keeps what that was made of, another language has one of its own.</summary>
public sealed partial class PageWords
{
    public string Of(GateFinding finding) => chinese ? InChinese(finding) ?? finding.Message : finding.Message;

    private static string? InChinese(GateFinding finding) => finding switch
    {
        { Code: "no-rows", Measured.Rows: 0 } => "输入中没有数据行；至少应有一行",
        { Code: "no-rows", Measured: { } measured } => $"{Figures.Count(measured.Rows)}行中没有一行被接受",
        { Code: "missing-identifying-column", CanBeOverridden: true, Metric: { } metric } => $"没有任何输入包含用于对比店铺的列“{metric}”",
        { Code: "missing-identifying-column" or "missing-column", Metric: { } metric } => $"没有任何输入包含列“{metric}”；所有店铺均按缺少该读数评定",
        { Code: "quarantined-share", Measured: { } measured } => $"{Figures.Count(measured.Of)}行中有{Figures.Count(measured.Rows)}行（{Percent(measured.Share)}）被隔离；{Bounds(measured)}",
        { Code: "rows-change", Measured: { } measured } => $"本周期{Figures.Count(measured.Rows)}行，上一周期{Figures.Count(measured.Of)}行（变动{Percent(measured.Share)}）；{Bounds(measured)}",
        _ => null,
    };

    private static string Bounds(GateMeasure measured) => $"规则自{Percent(measured.Warn)}起警告，自{Percent(measured.Stop)}起拦下";

    private static string Percent(decimal share) => (share * 100).ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture) + " %";
}
