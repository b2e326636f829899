using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

internal sealed class ChineseClauses : Clauses
{
    public const string Tag = "zh";

    public static ChineseClauses Instance { get; } = new();

    public override string Language => Tag;

    public override string Of(Verdict verdict) => verdict switch
    {
        Verdict.Met => "达标",
        Verdict.Missed => "未达标",
        Verdict.NotEvaluable => "无法评定",
        Verdict.NotConsidered => "不予考量",
        _ => throw new UnreachableException(),
    };

    public override string Bound(Comparison comparison, string number) => comparison switch
    {
        Comparison.AtLeast => $"不低于{number}",
        Comparison.Above => $"高于{number}",
        Comparison.AtMost => $"不高于{number}",
        Comparison.Below => $"低于{number}",
        Comparison.Is => $"等于{number}",
        Comparison.IsNot => $"不等于{number}",
        _ => throw new UnreachableException(),
    };

    public override string Against(Comparison comparison, string place) => Bound(comparison, place);

    public override string Day(Comparison comparison, string day) => comparison switch
    {
        Comparison.AtLeast => $"在{day}当日或之后",
        Comparison.Above => $"在{day}之后",
        Comparison.AtMost => $"在{day}当日或之前",
        Comparison.Below => $"在{day}之前",
        Comparison.Is => $"为{day}",
        Comparison.IsNot => $"不为{day}",
        _ => throw new UnreachableException(),
    };

    public override string Step(Comparison comparison, string steps) => comparison switch
    {
        Comparison.AtLeast => $"{steps}及以上",
        Comparison.Above => $"高于{steps}",
        Comparison.AtMost => $"{steps}及以下",
        Comparison.Below => $"低于{steps}",
        Comparison.Is => steps,
        Comparison.IsNot => Not(steps),
        _ => throw new UnreachableException(),
    };

    public override string YesOrNo(bool yes) => yes ? "是" : "否";

    public override string AnyOf(IReadOnlyList<string> names) => names switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join("、", names.SkipLast(1))}或{names[^1]}",
    };

    public override string Not(string names) => $"非{names}";

    public override string Place(Limit limit) => limit switch
    {
        Limit.PeerMean => "均值",
        Limit.PeerPercentile { Percent: 100 } => "最高值",
        Limit.PeerPercentile { Percent: 0 } => "最低值",
        Limit.PeerPercentile { Percent: 50 } => "中位数",
        Limit.PeerPercentile percentile => $"第{percentile.Percent.ToString("0.############", CultureInfo.InvariantCulture)}百分位",
        Limit.PeerRank rank => $"第{rank.Place}名",
        _ => throw new UnreachableException(),
    };

    public override string OfPeers(string place, bool ofMarket) => (ofMarket ? "全平台" : "所属行业") + place;

    public override string Plus(string place, string amount, bool isLess) => $"{place}{(isLess ? "减" : "加")}{amount}";

    public override string Times(decimal factor, string what) => factor switch
    {
        1 => what,
        < 1 => $"{what}的{(factor * 100).ToString("0.############", CultureInfo.InvariantCulture)}%",
        _ => $"{what}的{factor.ToString("0.############", CultureInfo.InvariantCulture)}倍",
    };

    public override string From(string period, string standing) => $"自{period}起{standing}";

    public override string Where(IEnumerable<(string Attribute, string Value)> attributes, string standing) =>
        $"{string.Join("且", attributes.Select(one => $"{one.Attribute}为{one.Value}"))}的店铺：{standing}";

    public override string AskedOnlyWhere(string condition) => $"仅适用于{condition}的店铺";

    public override string Is(string subject, string standing) => $"{subject}{(StartsWithRelation(standing) ? "" : "为")}{standing}";

    public override string Given(string metric, string least, string otherwise) => $"{metric}须{least}方予评定，否则视为{otherwise}";

    public override string OrElse(string metric, string most) => $"或{metric}{most}";

    public override string Advice => "仅供参考，不影响结果";

    public override string WithoutReading(string verdict) => $"无数据时视为{verdict}";

    public override string Months(int months) => $"为期{Figures.Count(months)}个自然月";

    public override string Days(int days) => $"为期{days}天";

    public override string NewHoldersOnly => "仅限新升入该等级的店铺";

    public override string OnlyWhile(string condition) => $"仅在{condition}期间";

    public override string All(IEnumerable<string> parts) => string.Join("，且", parts);

    public override string Any(IEnumerable<string> parts) => $"（{string.Join("，或", parts)}）";

    public override string AtLeast(int count, IEnumerable<string> parts) => $"至少满足以下{Figures.Count(count)}项（{string.Join("；", parts)}）";

    public override string NotThat(string part) => $"不符合（{part}）";

    public override string Separator => "；";

    public override WayClauses Ways { get; } = new ChineseWayClauses();

    /// <summary>"评分不低于4.6" needs no verb, "行业为女装" does.</summary>
    private static bool StartsWithRelation(string standing) => standing is ['不' or '高' or '低' or '等' or '在' or '非' or '为' or '自', ..];

    private sealed class ChineseWayClauses : WayClauses
    {
        public override string By(string amount, bool upwards, bool isCount, string? on) => $"{on}{(upwards ? "增加" : "减少")}{amount}";

        public override string FromTo(string change, string from, string to) => $"{change}（{from} → {to}）";

        public override string Day(string? on, string day, bool later, string now) => $"{on}改为{day}或更{(later ? "晚" : "早")}（现为{now}）";

        public override string Other(string? on, string wanted, string now) => $"{on}改为{wanted}（现为{now}）";

        public override string With(string change, IEnumerable<string> heldFixed) => $"{change}，{string.Join("、", heldFixed)}保持不变";

        public override string Together(IEnumerable<string> changes) => string.Join("；并且", changes);

        public override string SoThatNot(string change) => $"使该条件不再成立：{change}";

        public override string NoReading(string asked) => $"缺少数据；要求为{asked}";

        public override string NoLimit => "没有可比较的标准";

        public override string CannotBeComputed => "无法算出最小改进量";

        public override string OutOfReach => "任何单项指标的改变都不足以达标";

        public override string SetByExemption => "该数据由豁免规定，改变指标不起作用";

        public override string Lifted(string exemption) => $"无需达到：已由豁免 {exemption} 免除";

        public override string Another => "其他";
    }
}
