using System.Globalization;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Pages.Words.Site;

/// <summary>Of the parts that the operator's pages share with the report.</summary>
public sealed partial class PageWords
{
    public string Quarantined => Of("Quarantined", "隔离");
    public string TierBeforeAndNow => Of("Stores by tier before and tier now", "按此前等级与现在等级统计的店铺");
    public string MatrixCaption => Of(
        "Where the stores that held a tier before (a row) are now (a column). The stronger the shade of a cell, the larger its share of the row. Placed: the store held nothing before.",
        "此前持有某等级（行）的店铺现在（列）的等级。颜色越深，占该行的比例越大。新入：此前没有等级。");
    public string NothingPlaced => Of("Nothing (placed)", "无（新入）");
    public string MatrixLegend => Of("▲ promoted, ▼ demoted, no mark: held or placed.", "▲ 升级，▼ 降级，无标记：保持或新入。");
    public string Sums => Of("Sums", "核对");
    public string SumsLead => Of("Nothing may be lost on the way: each line must add up.", "过程中不得有任何遗漏：每一行都必须相符。");
    public string Conservation => Of("Conservation of rows, stores and notices", "数据行、店铺与通知的核对");
    public string ConservationCaption => Of("Rows, stores and notices, from what came in to what became of it.", "数据行、店铺与通知，从输入到结果。");
    public string OfWhat => Of("Of", "对象");
    public string Sum => Of("Sum", "算式");
    public string Result => Of("Result", "结果");
    public string AddsUp => Of("adds up", "相符");
    public string DoesNotAddUp => Of("does not add up", "不相符");
    public string HeldCountsAsPending => Of("Notices are held until the run has completed; they count as pending here.", "通知在批次完成之前暂存，此处计为待发送。");
    public string TextsExpected => Of("Text messages, at the most and as it looked when the run completed:", "短信（批次完成时的最高估计）：");
    public string TextsSent => Of("Text messages that went out:", "已发出的短信：");

    /// <summary><c>40 texts of 55 segments = 1.2 USD + 5 segments at an unknown price</c>.</summary>
    public string Of(SmsCosts costs)
    {
        var parts = costs.Amounts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value:#,##0.########} {one.Key}")).ToList();
        if (costs.Unpriced > 0 || parts.Count == 0) parts.Add(Of($"{Figures.Count(costs.Unpriced)} segments at an unknown price", $"{Figures.Count(costs.Unpriced)}条分段价格未知"));
        return Of(
            $"{Figures.Count(costs.Letters)} texts of {Figures.Count(costs.Segments)} segments = {string.Join(" + ", parts)}",
            $"{Figures.Count(costs.Letters)}条短信，共{Figures.Count(costs.Segments)}个分段 = {string.Join(" + ", parts)}");
    }

    public string Hashes => Of("Hashes", "哈希值");
    public string HashesCaption => Of(
        "SHA-256 of what was judged, by what, and of what came out. The same inputs, under the same policy and after the same outcomes before, give the same outcomes.",
        "输入、规则与结果的 SHA-256。相同的输入、规则与此前结果，得到相同的结果。");
    public string AllOutcomes => Of("All outcomes", "全部结果");
    public string Policy => Of("Policy", "规则");
    public string Snapshot => Of("Snapshot of the accepted rows", "已接受数据的快照");
    public string Benchmarks => Of("Benchmarks", "基准");
    public string Rows => Of("Rows", "数据行");
    public string Notices => Of("Notices", "通知");
    public string RowsRead => Of("rows read", "行已读取");
    public string Accepted => Of("accepted", "已接受");
    public string QuarantinedPart => Of("quarantined", "已隔离");
    public string AcceptedRows => Of("accepted rows", "行已接受");
    public string Evaluated => Of("evaluated", "已评定");
    public string NotEvaluable => Of("not evaluable", "无法评定");
    public string FailedPart => Of("failed", "失败");
    public string Owed => Of("owed", "应发送");
    public string Sent => Of("sent", "已发送");
    public string Suppressed => Of("suppressed", "已抑制");
    public string Pending => Of("pending", "待发送");
    public string DeadLettered => Of("dead-lettered", "已成死信");
    public string Inputs => Of("Inputs", "输入");
    public string InputsCaption => Of("The files that were read. What is pinned is their content: the SHA-256 is of the bytes as they lay there.", "已读取的文件。锁定的是内容：SHA-256 按文件原始字节计算。");
    public string Bytes => Of("Bytes", "字节");
    public string RowsReadColumn => Of("Rows read", "读取行数");
    public string AcceptedColumn => Of("Accepted", "接受");
    public string UnusedColumns => Of("Columns that the policy declares no metric for; they were not read:", "规则未声明的列，未被读取：");
    public string SourceRuns => Of("Results of other programmes and earlier periods", "其他项目与以往周期的评定结果");
    public string SourceRunsCaption => Of("The runs whose outcomes were read. Where there is none, readings are missing or come from the files.", "被读取结果的批次。没有批次时，读数缺失或取自文件。");
    public string NoCompletedRun => Of("no completed run", "没有已完成的批次");
    public string Quarantine => Of("Quarantine", "隔离区");
    public string NoRowQuarantined => Of("No row was quarantined.", "没有隔离的行。");
    public string QuarantinedByReason => Of("Quarantined rows by reason", "按原因统计的隔离行");
    public string QuarantineCaption => Of("Rows that were not accepted, by reason. They are in quarantine.ndjson beside this report, with file and line.", "未被接受的行，按原因统计；明细（文件与行号）见报告旁的 quarantine.ndjson。");
    public string OfTheRowsRead => Of("Of the rows read", "占读取行数");
    public string PleaseNote => Of("Please note", "请注意");
    public string RevisionAskedFor => Of("A revision was asked for", "要求了修订");
    public string Because => Of("because:", "原因：");
    public string BecauseJudgingFailed => Of("because judging failed.", "评定时出错。");
    public string StoppedByGate => Of("Stopped by the quality gate", "被质量闸门拦下");
    public string FoundByGate => Of("Found by the quality gate", "质量闸门发现");
    public string GateOverridden => Of("The quality gate was overridden", "质量闸门已被越过");
    public string TiersLead => Of("From the highest down; a store earns the first tier of which it meets everything.", "由高到低；店铺获得全部要求均满足的第一个等级。");
    public string Asks => Of("Asks", "要求");
    public string Gives => Of("Gives", "权益");
    public string OnlyWhileWord => Of("only while", "仅当");
    public string WhoEarnsNone => Of("what a store holds that earns no tier.", "未获得任何等级的店铺所持。");
    public string BelowAll => Of("Below all others: held by whoever meets", "低于其他等级：满足以下条件者持有");
    public string LadderLead => Of("A ladder beside that of the tiers, which may ask for a place on it.", "与等级并行的另一阶梯，等级可对其提出要求。");
    public string LadderOtherwise => Of("what a store holds of it otherwise.", "其余店铺所持。");
    public string OverTime => Of("Over time", "随时间的规则");
    public string WhoIsNotAssessed => Of("Who is not assessed", "不予考核者");
    public string Bars => Of("Bars", "一票否决");
    public string BarsCaption => Of("Violations that shut tiers whatever the readings say.", "无论数据如何，均使店铺不得持有相应等级的违规。");
    public string Bar => Of("Bar", "违规");
    public string AppliesWhen => Of("Applies when", "适用条件");
    public string Shuts => Of("Shuts", "不得持有");
    public string NotWord => Of("Not:", "不得：");

    public string AtLeastOf(int count, int all) => Of($"At least {Figures.Count(count)} of these {Figures.Count(all)}:", $"以下 {Figures.Count(all)} 项至少满足 {Figures.Count(count)} 项：");

    public string HoldersWithoutRow(long absent) => Of($"accepted rows and {Figures.Count(absent)} holders without a row", $"行已接受，含 {Figures.Count(absent)} 家持有等级但无数据的店铺");

    public string NotJudgedStores(long failed) => Of($"{Figures.Count(failed)} {(failed == 1 ? "store" : "stores")} could not be judged", $"{Figures.Count(failed)} 家店铺未能评定");

    public string RowsFor(string reason, long rows) => Of($"{reason}: {Figures.Count(rows)} rows", $"{reason}：{Figures.Count(rows)} 行");

    public string PolicyFacts(string cadence, int? days) => Of(
        $"One assessment a {cadence}{(days is { } count ? $"; readings cover {Figures.Count(count)} days" : "")}.",
        $"每{cadence}考核一次{(days is { } count1 ? $"，数据覆盖 {Figures.Count(count1)} 天" : "")}。");
}
