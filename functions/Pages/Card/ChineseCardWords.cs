using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Card;

internal sealed class ChineseCardWords : CardWords
{
    public override string Language => "zh";
    public override string LanguageName => "中文";
    public override string Card => "店铺等级卡";
    public override string LanguageChoice => "语言";
    public override string YourTier => "您的等级";
    public override string Programmes => "项目";
    public override string Period => "考核周期";
    public override string HeldSince => "持有自";
    public override string Before => "此前";
    public override string NextAssessment => "下次考核";
    public override string Readings => "数据区间";
    public override string WhatToDo => "下一步怎么做";
    public override string AtTheTop => "您已是最高等级，保持各项指标达标即可继续持有。";
    public override string NothingMissing => "上一等级的各项要求均已达到。";
    public override string YourReadings => "您的指标";
    public override string HowToRead => "最需要关注的排在最前。菱形是您的店铺；方框为对比店铺的中间一半，框内竖线为中位数，横线为第5至第95百分位。圆点为各等级的标准。落在阴影部分即达到上一等级的要求。";
    public override string You => "您";
    public override string Missing => "无数据";
    public override string Another => "其他";
    public override string NoBenchmark => "无标准：没有可对比的店铺";
    public override string SetByThePolicy => "规则规定";
    public override string Marketplace => "全平台";
    public override string TheNumbers => "以表格查看";
    public override string Requirement => "要求";
    public override string Asked => "标准";
    public override string From => "标准来源";
    public override string Result => "结果";
    public override string Tier => "等级";
    public override string Product => "商品";
    public override string WorstFirst => "未达标的商品，最差的排在最前";
    public override string NoProductMisses => "您的商品均无未达标项。";
    public override string Bars => "一票否决的违规";
    public override string NoBar => "您的店铺没有此类违规。";
    public override string Entitlements => "您的等级权益";
    public override string NoEntitlement => "此等级没有权益。";
    public override string History => "历史";
    public override string OnePeriod => "这是有记录的第一个周期。";
    public override string NoSingleChange => "仅改变一项数据无法达到";
    public override string NotTogether => "以上合在一起仍不足够：一项改善会影响另一项。";
    public override string LowerIsBetter => "越低越好";
    public override string HigherIsBetter => "越高越好";

    public override string Refused(int status) => status switch
    {
        401 => "请使用专属链接或登录后查看",
        403 => "您无权查看此页面",
        404 => "没有此页面",
        410 => "此链接已失效，请重新索取",
        429 => "请求过多，请稍候再试",
        >= 500 => "系统出现故障",
        _ => "无法完成此操作",
    };

    public override string ProductsJudged(long products, string period) => $"{period}考核了您店铺的 {Figures.Count(products)} 件商品";

    public override string MoreProducts(long products) => $"另有 {Figures.Count(products)} 件商品未达标。";

    public override string Of(Status status) => status switch
    {
        Status.Assessed => "已考核",
        Status.NotEligible => "不在考核范围",
        Status.NotEvaluable => "无法判定",
        Status.Failed => "考核失败",
        Status.NotAssessed => "未考核",
        _ => throw new UnreachableException(),
    };

    public override string ToReach(string tier) => $"达到{tier}还需：";

    public override string ShutBy(string bar) => $"因违规不得持有：{bar}。提高指标无法解除。";

    public override string Shuts(string tiers) => $"不得持有{tiers}";

    public override string ReadingMissing(string asked) => $"缺少您的数据；标准：{asked}";

    public override string Change(string amount, bool upwards, string from, string to) => $"{(upwards ? "再增加" : "再减少")} {amount}（{from} → {to}）";

    public override string Keeping(string others) => $"，{others}不变";

    public override string Instead(string asked) => $"标准：{asked}";

    public override string PartsOf(string numerator, string denominator) => $"{numerator} / {denominator}";

    public override string Percentile(Limit limit, string group, int stores) => $"{group}{Place(limit)}，{Figures.Count(stores)} 家店铺";

    public override string Given(DateOnly from, DateOnly? until) => until is { } day ? $"{Figures.Day(from)} 起，至 {Figures.Day(day)} 止" : $"{Figures.Day(from)} 起";

    public override string Withheld(Withholding because, DateOnly? endedOn) => because switch
    {
        Withholding.TermsMissed => "未享有：未满足附带条件。",
        Withholding.TermsNotEvaluable => "未享有：缺少附带条件所需的数据。",
        Withholding.NotNewHolder => "未享有：仅限升级至此等级的店铺。",
        Withholding.SinceUnknown => "未享有：不知何时开始持有此等级。",
        Withholding.Ended => $"已于 {(endedOn is { } day ? Figures.Day(day) : "此前")} 结束。",
        _ => throw new UnreachableException(),
    };

    public override string ForDays(int days) => string.Create(CultureInfo.InvariantCulture, $"为期 {days} 天");

    public override string ForMonths(int months) => string.Create(CultureInfo.InvariantCulture, $"为期 {months} 个月");

    public override string Because(MovedBy rule, string earned, DateOnly? until) => $"仅按指标您应为{earned}。" + rule switch
    {
        MovedBy.Strike => "连续未达标次数尚少，暂保持现有等级。",
        MovedBy.StepDown => "每次降级的级数有限。",
        MovedBy.StepUp => "每次升级的级数有限。",
        MovedBy.Grace => "最初几次考核不降级。",
        MovedBy.Protection => $"您的等级受保护{Until(until)}。",
        MovedBy.IncubationEnded => "此前等级的期限已满。",
        MovedBy.Waiting => $"退出后须等待方可再次进入{Until(until)}。",
        MovedBy.Cancelled => "此项目已对您的店铺永久关闭。",
        MovedBy.FallsLater => "仅在规定时点降级，暂保持现有等级。",
        MovedBy.Validity => $"您此前已达到该等级，现予保留{Until(until)}。",
        MovedBy.Unjudged => $"您的店铺本期无法判定，现有等级予以保留{Until(until)}。",
        MovedBy.Override => $"平台另有决定{Until(until)}。",
        MovedBy.DiscretionaryBar => $"平台决定您的店铺不得持有该等级{Until(until)}。",
        _ => throw new UnreachableException(),
    };

    public override string ProtectedBy(string exemption, string reason) => $"受豁免 {exemption} 保护：{reason}";

    public override string WithoutExemption => "不计豁免";

    public override string Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => "达标",
        Verdict.Missed => "未达标",
        Verdict.NotEvaluable => "无法判定",
        Verdict.NotConsidered => "对您的店铺不作要求",
        _ => throw new UnreachableException(),
    };

    public override string Of(Movement movement) => movement switch
    {
        Movement.Placed => "首次评定",
        Movement.Promoted => "升级",
        Movement.Held => "保持",
        Movement.Demoted => "降级",
        _ => throw new UnreachableException(),
    };

    public override string Of(Status status, string? reason) => status switch
    {
        Status.Assessed => "",
        Status.NotEligible => "您的店铺本期不属于此项目，原因见下方未达标的要求。",
        Status.NotEvaluable => reason is null ? "您的店铺无法评定：缺少关键数据，见下方标注。" : "您的店铺无法评定：本期没有您的数据。",
        Status.Failed => "我们在评定您的店铺时出现故障，将重新评定。",
        Status.NotAssessed => "您的店铺本期不参与评定。",
        _ => throw new UnreachableException(),
    };

    public override string YesOrNo(bool yes) => yes ? "是" : "否";

    public override string Standing(Comparison comparison, string value) => $"{Sign(comparison)} {value}";

    public override string Names(Comparison comparison, string names, bool inOrder) => comparison switch
    {
        Comparison.AtLeast when inOrder => $"{names} 或更高",
        Comparison.Above when inOrder => $"高于 {names}",
        Comparison.AtMost when inOrder => $"{names} 或更低",
        Comparison.Below when inOrder => $"低于 {names}",
        Comparison.IsNot => $"非 {names}",
        _ => names,
    };

    public override string Judged(string run, string version) => $"评定批次 {run}，规则版本 {version}。";

    public override string NextOn(Period next, DateOnly from) => $"{next}，自 {Figures.Day(from)} 起生效";

    private static string Until(DateOnly? until) => until is { } day ? $"，至 {Figures.Day(day)} 止" : "";

    private static string Place(Limit limit) => limit switch
    {
        Limit.PeerMean => "平均值",
        Limit.PeerPercentile { Percent: 50 } => "中位数",
        Limit.PeerPercentile { Percent: 0 } => "最低值",
        Limit.PeerPercentile { Percent: 100 } => "最高值",
        Limit.PeerPercentile percentile => $"第{percentile.Percent.ToString("0.############", CultureInfo.InvariantCulture)}百分位",
        Limit.PeerRank rank => $"第{rank.Place}名",
        Limit.PartOf part => Place(part.Peers) + (part.Share == 1 ? "" : $"的 {part.Share.ToString("0.############", CultureInfo.InvariantCulture)} 倍") + PlusOf(part.Plus),
        _ => throw new UnreachableException(),
    };
}
