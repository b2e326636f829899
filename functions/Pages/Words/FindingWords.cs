using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Explain;

namespace TierFunctions.Pages.Words;

/// <summary>What was found of one requirement, in a few words of a language: its name, the reading, what was asked, what is missing.</summary>
public static class FindingWords
{
    public static string TitleOf(Finding finding, string language) => (finding.Test.Title ?? finding.Metric.Title).In(language);

    public static string ReadingOf(Finding finding, string language) => finding switch
    {
        { HasReading: false } => Say(language, "missing", "无数据"),
        { Metric.IsNumber: true } => Figures.Exact(finding.Metric, finding.Metric.Codec.ToNumber(finding.Units)),
        { Metric.Kind: MetricKind.Flag } => YesOrNo(finding.Units == 1, language),
        { Metric.IsNamed: true } when finding.Units >= finding.Metric.Values.Count => Say(language, "another", "其他"),
        _ => finding.Metric.Codec.Write(finding.Units),
    };

    public static string AskedOf(Finding finding, string language) => finding.Limit.Limit switch
    {
        Limit.Names names => $"{Sign(finding.Test.Comparison, language)}{string.Join(", ", names.Values)}",
        Limit.Fixed { Value: var flag } when finding.Metric.Kind is MetricKind.Flag => YesOrNo(flag == 1, language),
        _ when LimitJson.NumberOf(finding) is { } number => $"{Sign(finding.Test.Comparison, language)}{Figures.Exact(finding.Metric, number)}",
        _ => Say(language, "no benchmark", "无基准"),
    };

    /// <summary>What would have to be different: "0.009 more"; that something is missing, or another value asked.</summary>
    public static string GapOf(Shortfall shortfall, string language)
    {
        var finding = shortfall.Finding;
        if (shortfall.Difference is not { } difference) return finding.HasReading ? Say(language, "not met", "未达到") : Say(language, "no reading", "无数据");
        var amount = Figures.Exact(finding.Metric, finding.Metric.Codec.ToNumber(difference));
        return finding.Test.Comparison is Comparison.AtLeast or Comparison.Above
            ? Say(language, $"{amount} more", $"还差 {amount}")
            : Say(language, $"{amount} less", $"超出 {amount}");
    }

    /// <summary>What must not be: the condition of a bar.</summary>
    public static string NotAskedOf(Finding finding, string language) => Say(language, "not ", "不得") + AskedOf(finding, language);

    /// <summary>That a bar applies.</summary>
    public static string Shut(string language) => Say(language, "this shuts the tier", "一票否决");

    private static string Sign(Comparison comparison, string language) => comparison switch
    {
        Comparison.AtLeast => "≥ ",
        Comparison.Above => "> ",
        Comparison.AtMost => "≤ ",
        Comparison.Below => "< ",
        Comparison.Is => "",
        Comparison.IsNot => Say(language, "not ", "非"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static string YesOrNo(bool yes, string language) => yes ? Say(language, "yes", "是") : Say(language, "no", "否");

    private static string Say(string language, string english, string chinese) => language.StartsWith("zh", StringComparison.Ordinal) ? chinese : english;
}
