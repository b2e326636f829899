using System.Diagnostics;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Words.Site;

/// <summary>
/// What the operator's pages say, in one language. A word stands once, in both languages side by side, so that none can be forgotten; the parts of
/// this class are the pages'. Numbers and days are written the same in every language.
/// </summary>
/// <param name="language">The BCP 47 tag by which policies know the language: zh, or else English.</param>
public sealed partial class PageWords(string language)
{
    private readonly bool chinese = language == "zh";

    public static PageWords English { get; } = new(Phrases.English);

    public string Language => chinese ? "zh" : Phrases.English;

    public string Site => Of("Tier programmes", "商家分层项目");
    public string SkipToContent => Of("Skip to the content", "跳到正文");
    public string Pages => Of("Pages", "页面");
    public string Languages => Of("Language", "语言");
    public string Any => Of("any", "不限");
    public string All => Of("All", "合计");
    public string Drawn => Of("Drawn", "图示");
    public string None => Of("(none)", "（无）");
    public string Nothing => Of("Nothing.", "没有。");
    public string Store => Of("Store", "店铺");
    public string Stores => Of("Stores", "店铺");
    public string Industry => Of("Industry", "行业");
    public string Programme => Of("Programme", "项目");
    public string Period => Of("Period", "周期");
    public string Tier => Of("Tier", "等级");
    public string Movement => Of("Movement", "变动");
    public string Reason => Of("Reason", "原因");
    public string From => Of("From", "自");
    public string Until => Of("Until", "至");
    public string Version => Of("Version", "版本");
    public string Now => Of("Now", "现在");
    public string Before => Of("Before", "此前");
    public string Expected => Of("Expected", "应为");
    public string Found => Of("Found", "实为");
    public string Cases => Of("Cases", "准入个案");
    public string Line => Of("Line", "行");
    public string GoOn => Of("Go on from here", "继续往下");
    public string SignIn => Of("Sign in", "登录");
    public string AdminKey => Of("Admin key", "管理密钥");
    public string WrongAdminKey => Of("That is not the admin key of this host.", "这不是本机的管理密钥。");
    public string WhereAdminKeyIs => Of("In the data folder:", "位于数据文件夹：");
    public string MustBeSignedInAs => Of("Only an operator may do this.", "仅运营人员可执行此操作。");

    public string In(Wording wording) => wording.In(Language);

    public string Of(Movement movement) => movement switch
    {
        Domain.Programmes.Movement.Placed => Of("placed", "新入"),
        Domain.Programmes.Movement.Promoted => Of("promoted", "升级"),
        Domain.Programmes.Movement.Held => Of("held", "保持"),
        Domain.Programmes.Movement.Demoted => Of("demoted", "降级"),
        _ => throw new UnreachableException(),
    };

    public string Of(Status status) => status switch
    {
        Domain.Evaluation.Status.Assessed => Of("assessed", "已评定"),
        Domain.Evaluation.Status.NotEligible => Of("not eligible", "不在考核范围"),
        Domain.Evaluation.Status.NotEvaluable => Of("not evaluable", "无法评定"),
        Domain.Evaluation.Status.Failed => Of("failed", "失败"),
        Domain.Evaluation.Status.NotAssessed => Of("not assessed", "未评定"),
        _ => throw new UnreachableException(),
    };

    public string Of(NoticeTrigger trigger) => trigger switch
    {
        NoticeTrigger.Placed => Of("placed", "新入"),
        NoticeTrigger.Promoted => Of("promoted", "升级"),
        NoticeTrigger.Held => Of("held", "保持"),
        NoticeTrigger.Demoted => Of("demoted", "降级"),
        NoticeTrigger.Corrected => Of("corrected", "更正"),
        NoticeTrigger.AtRisk => Of("at risk", "有失去等级的风险"),
        NoticeTrigger.Deadline => Of("deadline", "期限"),
        NoticeTrigger.CaseStep => Of("step of a case", "个案进展"),
        _ => throw new UnreachableException(),
    };

    public string Of(RunState state) => state switch
    {
        RunState.Created => Of("created", "已创建"),
        RunState.Ingesting => Of("reading its inputs", "读取数据中"),
        RunState.Evaluating => Of("judging stores", "评定店铺中"),
        RunState.Completing => Of("completing", "收尾中"),
        RunState.Completed => Of("completed", "已完成"),
        RunState.CompletedWithFailures => Of("completed with failures", "已完成，有失败"),
        RunState.GateFailed => Of("stopped by the quality gate", "被质量闸门拦下"),
        RunState.Failed => Of("failed", "失败"),
        _ => throw new UnreachableException(),
    };

    public string Of(Cadence cadence) => cadence switch
    {
        Cadence.Monthly => Of("month", "月"),
        Cadence.Quarterly => Of("quarter", "季度"),
        Cadence.HalfYearly => Of("half-year", "半年"),
        Cadence.Yearly => Of("year", "年"),
        Cadence.Weekly => Of("week", "周"),
        Cadence.Daily => Of("day", "日"),
        _ => throw new UnreachableException(),
    };

    private string Of(string english, string chineseText) => chinese ? chineseText : english;
}
