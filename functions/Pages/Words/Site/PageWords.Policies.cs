namespace TierFunctions.Pages.Words.Site;

public sealed partial class PageWords
{
    public string Policies => Of("Policies", "规则");
    public string PoliciesCaption => Of("Every version of every programme's policy; the one that takes effect last stands first.", "各项目规则的全部版本，最后生效的在前。");
    public string InForceFrom => Of("In force from", "生效自");
    public string AssessedEvery => Of("Assessed every", "考核频率");
    public string WhenAsked => Of("when asked", "按需");
    public string Versions => Of("Versions", "版本");
    public string LegalButOdd => Of("Legal but odd", "合法但可疑");
    public string LintCaption => Of("What the linter found in the document.", "检查工具在文件中的发现。");
    public string Severity => Of("Severity", "级别");
    public string Where => Of("Where", "位置");
    public string Why => Of("Why", "原因");
    public string TheDocument => Of("The document", "规则文件");
    public string ShowTheDocument => Of("Show the document", "显示规则文件");
    public string NothingDifferent => Of("Nothing that anybody is asked or given.", "要求与权益均无不同。");
    public string VersionWord => Of("version", "版本");

    public string Title => Of("Title", "名称");
    public string Zone => Of("Time zone", "时区");
    public string DaysLookedBack => Of("Days looked back", "考核天数");
    public string AsTheMetricsSay => Of("as the metrics say", "以数据为准");
    public string Peers => Of("Peers", "对比范围");
    public string WhoIsJudged => Of("Who is judged", "考核对象");
    public string HowStoresMove => Of("How stores move", "升降级规则");
    public string WithoutTerms => Of("without further terms", "无附加条件");
    public string OneOfSeveral => Of("one of several", "多项之一");

    public string IsNew(string says) => Of($"is new: {says}", $"新增：{says}");

    public string WasAndIs(string before, string now) => Of($"was: {before}; is now: {now}", $"原为：{before}；现为：{now}");

    public string IsGone(string before) => Of($"is gone; it was: {before}", $"已取消；原为：{before}");

    public string PeersOf(string? by, int atLeast, string percentile) => Of(
        $"{by ?? "the whole marketplace"}, at least {Figures.Count(atLeast)} readings, {percentile}", $"{by ?? "全平台"}，至少 {Figures.Count(atLeast)} 个数据，{percentile}");

    public string ComputationOf(string metric) => Of($"How it is computed: {metric}", $"计算方式：{metric}");

    public string NotJudged(string rule) => Of($"Not judged: {rule}", $"不予考核：{rule}");

    public string BarOf(string bar, IReadOnlyList<string> shuts) => Of($"Bar {bar} ({string.Join(", ", shuts)})", $"一票否决：{bar}（{string.Join("、", shuts)}）");

    public string OnlyWhile(string condition) => Of($"only while {condition}", $"仅当{condition}");

    public string TierGives(string tier, string entitlement) => Of($"{tier} gives {entitlement}", $"{tier}的权益：{entitlement}");

    public string DifferentIn(string version) => Of($"what is different in {version}", $"{version} 有何不同");

    public string SaysDifferently(string version, string other) => Of($"What {version} says differently from {other}", $"{version} 与 {other} 的不同");

    public string FromPeriod(string period) => Of($"from {period}", $"自 {period}");

    /// <param name="severity">As the linter names it.</param>
    public string SeverityOf(string severity) => severity switch
    {
        "Info" => Of("Info", "提示"),
        "Warning" => Of("Warning", "警告"),
        "Error" => Of("Error", "错误"),
        _ => severity,
    };
}
