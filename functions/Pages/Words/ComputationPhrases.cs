using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;

namespace TierFunctions.Pages.Words;

/// <summary>How a policy's metrics are computed, in words: whoever reads what is asked can work a reading out from those that are supplied.</summary>
public sealed class ComputationPhrases(Policy policy, string language)
{
    private readonly Phrases phrases = new(policy, language);
    private readonly bool chinese = language == "zh";

    /// <summary>The title of each metric that is computed, in the order of the policy, and how.</summary>
    public IEnumerable<(string Title, string How)> All() =>
        policy.Metrics.SelectMany(metric => metric.Derivation is { } derivation && !metric.IsBareNumber ? new[] { (metric.Title.In(language), Of(metric, derivation)) } : []);

    private string Of(Metric metric, Derivation derivation) => derivation switch
    {
        Derivation.Ratio ratio => $"{Title(ratio.Of)} ÷ {Title(ratio.Per)}",
        Derivation.Sum sum => string.Join(" + ", sum.Plus.Select(Title)) + string.Concat(sum.Minus.Select(part => $" − {Title(part)}")),
        Derivation.Combination sum => Weighed(sum) + Missing(sum.WhenMissing),
        Derivation.Product product => string.Join(" × ", product.Of.Select(Title)),
        Derivation.Constant constant => Say($"{Reading(metric, constant.Reading)} for every store", $"统一为{Reading(metric, constant.Reading)}"),
        Derivation.Stepped stepped => Stepped(stepped),
        Derivation.Mean mean => Say($"the mean of {List(mean.Of)}", $"{List(mean.Of)}的平均值") + Missing(mean.WhenMissing),
        Derivation.Extreme { Greatest: true } most => Say($"the highest of {List(most.Of)}", $"{List(most.Of)}中的最高者") + Missing(most.WhenMissing),
        Derivation.Extreme least => Say($"the lowest of {List(least.Of)}", $"{List(least.Of)}中的最低者") + Missing(least.WhenMissing),
        Derivation.Growth growth => Say($"growth of {Title(growth.Of)} against {Title(growth.Against)}", $"{Title(growth.Of)}较{Title(growth.Against)}的增长率"),
        Derivation.Age { Unit: AgeUnit.Days } age => Say($"days since {Title(age.Since)}", $"自{Title(age.Since)}起的天数"),
        Derivation.Age age => Say($"whole calendar months since {Title(age.Since)}", $"自{Title(age.Since)}起的整月数"),
        Derivation.Banded banded => string.Join(Say("; ", "；"), banded.Bands.Select(band => InBand(metric, banded.Of, band))),
        Derivation.Choice choice => string.Join(Say("; ", "；"), choice.Of.Select(Taken)),
        Derivation.First first => Say($"the first known of {List(first.Of)}", $"{List(first.Of)}中首个有值者") + (first.Default is { } usual ? Say($", otherwise {Reading(metric, usual)}", $"，否则为{Reading(metric, usual)}") : ""),
        Derivation.Tally tally => Say($"how many hold of: {string.Join("; ", tally.Of.Select(phrases.InWords))}", $"满足下列条件的个数：{string.Join("；", tally.Of.Select(phrases.InWords))}"),
        Derivation.Holds holds => Say($"whether {phrases.InWords(holds.Condition)}", $"是否{phrases.InWords(holds.Condition)}"),
        Derivation.Streak streak => Lasting(streak),
        Derivation.OfEvents events => Events(metric, events),
        Derivation.OfProgramme { Source: { Reading: { } reading } source } => Earlier(source, Title(reading)) + Missing(source.MissingPart),
        Derivation.OfProgramme of => Say($"read of the programme {of.Source.Programme}", $"取自项目 {of.Source.Programme}"),
        Derivation.OfCase { What: CaseResult.OfState } => Say("the state of the store's case", "店铺案例所处状态"),
        Derivation.OfCase { What: CaseResult.OfMean } => Say("the mean of the scores of the store's case", "店铺案例各项评分的平均值"),
        Derivation.OfCase of => Say($"the score of the store's case: {of.What}", $"店铺案例评分：{of.What}"),
        _ => throw new UnreachableException(),
    };

    private string Earlier(ResultSource source, string title)
    {
        var periods = source.Over.Last ?? source.Over.Ago;
        return source.Take switch
        {
            ResultTake.Mean => Say($"the mean of {title} over the {periods} periods before", $"前{periods}期{title}的平均值"),
            ResultTake.Min => Say($"the lowest {title} of the {periods} periods before", $"前{periods}期{title}的最低值"),
            ResultTake.Max => Say($"the highest {title} of the {periods} periods before", $"前{periods}期{title}的最高值"),
            ResultTake.Sum => Say($"{title} of the {periods} periods before, added up", $"前{periods}期{title}之和"),
            _ => Say($"{title} {(periods == 1 ? "one period" : $"{periods} periods")} before", $"{periods}期前的{title}"),
        };
    }

    private string Weighed(Derivation.Combination sum)
    {
        var text = "";
        foreach (var part in sum.Of)
        {
            var weight = Math.Abs(part.Weight);
            var share = sum.Of.Count > 1 && sum.Of.Sum(one => one.Weight) == 1 ? Number(weight * 100) + " %" : Number(weight);
            text += (text.Length > 0 ? part.Weight < 0 ? " − " : " + " : part.Weight < 0 ? "− " : "")
                + (weight == 1 ? "" : share + " × ") + Title(part.Metric) + (part.Divisor == 1 ? "" : $" ÷ {Number(part.Divisor)}");
        }
        return text;
    }

    private string Stepped(Derivation.Stepped stepped)
    {
        var step = Figures.Exact(MetricOf(stepped.Of), stepped.Step);
        return stepped.Way switch
        {
            Rounding.Down => Say($"{Title(stepped.Of)} in whole steps of {step}", $"{Title(stepped.Of)}按{step}向下取整"),
            Rounding.Up => Say($"{Title(stepped.Of)} in steps of {step}, a part counting as a whole one", $"{Title(stepped.Of)}按{step}向上取整"),
            Rounding.Nearest => Say($"{Title(stepped.Of)} to the nearest {step}", $"{Title(stepped.Of)}按{step}四舍五入"),
            _ => throw new UnreachableException(),
        };
    }

    private string InBand(Metric metric, string of, Band band)
    {
        var value = Reading(metric, band.Value);
        if (band.Low is null && band.High is null) return Say($"otherwise {value}", $"否则为{value}");
        var source = MetricOf(of);
        var ends = new[]
        {
            band.Low is { } low ? phrases.Standing(low.Inclusive ? Comparison.AtLeast : Comparison.Above, new Limit.Fixed(low.Number), source) : null,
            band.High is { } high ? phrases.Standing(high.Inclusive ? Comparison.AtMost : Comparison.Below, new Limit.Fixed(high.Number), source) : null,
        }.OfType<string>();
        return Say($"{value} where {Title(of)} is {string.Join(" and ", ends)}", $"{Title(of)}{string.Join("且", ends)}时为{value}");
    }

    private string Taken(Alternative one) => one.When is { } condition
        ? Say($"{Title(one.Take)} where {phrases.InWords(condition)}", $"{phrases.InWords(condition)}时取{Title(one.Take)}")
        : Say($"otherwise {Title(one.Take)}", $"否则取{Title(one.Take)}");

    private string Lasting(Derivation.Streak streak)
    {
        var what = streak.Of is { } condition
            ? Say($"in which {phrases.InWords(condition)}", phrases.InWords(condition))
            : Say($"in which the tier was {TierTitle(streak)} or better", $"等级为{TierTitle(streak)}及以上");
        return streak.Last is { } last
            ? Say($"of the last {last} periods, those {what}", $"最近{last}个考核期中{what}的期数")
            : Say($"periods in a row {what}", $"{what}的连续期数");
    }

    private string Events(Metric metric, Derivation.OfEvents events)
    {
        var list = Title(events.Of) + (events.Only.Count == 0 ? "" : $" ({string.Join(Say(", ", "、"), events.Only)})");
        var what = metric.Kind switch
        {
            MetricKind.Count => Say($"the number of {list}", $"{list}的次数"),
            MetricKind.Date => Say($"the latest day of {list}", $"{list}的最近日期"),
            _ => Say($"the points of {list}", $"{list}的分数"),
        };
        var weights = events.Weights.Count == 0 ? "" : $" ({string.Join(Say(", ", "、"), events.Weights.Select(weight => $"{weight.Key} × {Number(weight.Value)}"))})";
        var time = events.Since is { } span ? Say($", since the first day of the {Words(span)}", $"，自本{Words(span)}首日起计")
            : string.Concat(events.Stages.Select(stage => stage.Share == 1 ? Say($", for {Length(stage)}", $"，{Length(stage)}内有效") : Say($", for {Length(stage)} at {Number(stage.Share * 100)} %", $"，{Length(stage)}内按{Number(stage.Share * 100)}%计")));
        return what + weights + time;
    }

    private string Words(CalendarSpan span) => span switch
    {
        CalendarSpan.Period => Say("period", "期"),
        CalendarSpan.Month => Say("month", "月"),
        CalendarSpan.Quarter => Say("quarter", "季"),
        CalendarSpan.HalfYear => Say("half-year", "半年"),
        CalendarSpan.Year => Say("year", "年"),
        _ => throw new UnreachableException(),
    };

    private string Length(Stage stage) => stage.Unit is AgeUnit.Days ? Say($"{stage.Length} days", $"{stage.Length}天") : Say($"{stage.Length} months", $"{stage.Length}个月");

    private string Missing(MissingPart part) => part switch
    {
        MissingPart.Missing => "",
        MissingPart.Zero => Say("; a missing part counts as 0", "；缺失项计为0"),
        MissingPart.LeaveOut => Say("; a missing part is left out", "；缺失项不计"),
        _ => throw new UnreachableException(),
    };

    private string Reading(Metric metric, string reading) => metric switch
    {
        { IsNamed: true } => metric.NameOf(reading, language),
        { IsNumber: true } => Figures.Exact(metric, decimal.Parse(reading, CultureInfo.InvariantCulture)),
        _ => reading,
    };

    private string TierTitle(Derivation.Streak streak) => policy.FindTier(streak.Tier ?? "")?.Title.In(language) ?? streak.Tier ?? "";

    private string List(IEnumerable<string> metrics) => string.Join(Say(", ", "、"), metrics.Select(Title));

    private string Title(string metric) => phrases.TitleOf(metric);

    private Metric MetricOf(string name) => policy.Metrics[policy.SlotOf(name)];

    private string Say(string english, string other) => chinese ? other : english;

    private static string Number(decimal number) => number.ToString("#,##0.############", CultureInfo.InvariantCulture);
}
