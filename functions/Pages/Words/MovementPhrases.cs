using System.Diagnostics;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

/// <summary>The rules of movement in words: what a policy has, and which of them moved or kept a store.</summary>
public static class MovementPhrases
{
    private static readonly string[] Ordinals = ["no", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

    /// <summary>Why a store holds another tier than it earned: "first of 2 strikes". Null where it holds what it earned.</summary>
    public static string? Of(Moved moved, Policy policy)
    {
        var rules = policy.Movement ?? MovementRules.None;
        var until = moved.Until is { } day ? Figures.Day(day) : "";
        return moved.By switch
        {
            null => null,
            MovedBy.Strike => $"held: {Ordinal(moved.Standing.Carried.Strikes)} of {rules.Strikes} strikes",
            MovedBy.StepDown => $"at most {Steps(rules.StepsDown ?? 0)} down at a time",
            MovedBy.StepUp => $"at most {Steps(rules.StepsUp ?? 0)} up at a time",
            MovedBy.Grace => $"grace: {(moved.Standing.Carried.Assessments <= 1 ? "first" : Ordinal(moved.Standing.Carried.Assessments))} assessment",
            MovedBy.Protection => $"protected until {until}",
            MovedBy.IncubationEnded => $"its time in the tier before ended on {until}",
            MovedBy.Waiting => $"must wait until {until}",
            MovedBy.Cancelled => $"cancelled for good: {TitleOf(moved.Standing.Carried.Cancelled?.By ?? "", rules)}",
            MovedBy.FallsLater => $"held: stores fall only at the end of a {SpanOf(rules.FallsAt, false)}",
            MovedBy.Validity => $"earned before: held until {until}",
            MovedBy.Unjudged => $"not judged: kept until {until}",
            MovedBy.Override => $"an operator's decision{RuledBy(moved)}",
            MovedBy.DiscretionaryBar => $"shut by an operator's decision{RuledBy(moved)}",
            _ => throw new UnreachableException(),
        };
    }

    private static string RuledBy(Moved moved) => moved.Decision is { } decision
        ? $" {decision.Id} until {(decision.Until is { } until ? Figures.Day(until) : "further notice")}: {decision.Reason} ({decision.By})"
        : "";

    /// <summary>The rules of a policy, one line each.</summary>
    public static IEnumerable<string> Of(Policy policy, string language)
    {
        if (policy.Movement is not { } rules) yield break;
        var chinese = language == "zh";
        foreach (var incubation in rules.Incubations)
        {
            yield return chinese
                ? $"{TitleOf(incubation.Tier)}为期{incubation.Months}个自然月，到期未升级则为{TitleOf(incubation.Then)}"
                : $"{TitleOf(incubation.Tier)} lasts {Months(incubation.Months)}; who has not risen by then holds {TitleOf(incubation.Then)}";
        }
        if (rules.Strikes > 1) yield return chinese ? $"连续{rules.Strikes}次未达标方降级" : $"A store falls at its {Ordinal(rules.Strikes)} miss in a row";
        if (rules.FallsAt is { } span) yield return chinese ? $"仅在{SpanOf(span, true)}末降级" : $"A store falls only at the end of a {SpanOf(span, false)}";
        if (rules.StepsDown is { } down) yield return chinese ? $"每次最多降{down}级" : $"A store falls at most {Steps(down)} at a time";
        if (rules.StepsUp is { } up) yield return chinese ? $"每次最多升{up}级" : $"A store rises at most {Steps(up)} at a time";
        if (rules.Grace is { } grace)
        {
            yield return chinese
                ? $"前{grace.Assessments}次考核至少为{TitleOf(grace.Tier)}"
                : $"{(grace.Assessments == 1 ? "At its first assessment" : $"At its first {grace.Assessments} assessments")} a store holds at least {TitleOf(grace.Tier)}";
        }
        if (rules.Protection is { } protection) yield return chinese ? $"升级后{Long(protection, true)}内不降级" : $"A tier that was reached is kept for {Long(protection, false)}";
        if (rules.Validity is { } validity) yield return chinese ? $"等级自最近一次达标起保留{Long(validity, true)}" : $"A tier is held for {Long(validity, false)} from the last time that it was earned";
        if (rules.Unjudged is { } patience) yield return chinese ? $"无法判定时等级保留{Long(patience, true)}" : $"Who cannot be judged keeps its tier for {Long(patience, false)}";
        if (rules.Waiting is { } waiting) yield return chinese ? $"退出后{Long(waiting, true)}方可再次进入" : $"Who fell out waits {Long(waiting, false)} before holding a tier again";
        foreach (var cancellation in rules.Cancellations)
        {
            yield return cancellation.For is { } time
                ? chinese ? $"取消资格{Long(time, true)}：{cancellation.Title.In(language)}" : $"Shut out for {Long(time, false)}: {cancellation.Title.In(language)}"
                : chinese ? $"永久取消资格：{cancellation.Title.In(language)}" : $"Shut out for good: {cancellation.Title.In(language)}";
        }

        string TitleOf(string tier) => policy.FindTier(tier)?.Title.In(language) ?? tier;
    }

    private static string TitleOf(string id, MovementRules rules) => rules.Cancellations.FirstOrDefault(cancellation => cancellation.Id == id)?.Title.In("en") ?? id;

    private static string Long(Term term, bool chinese) => (term.Unit, chinese) switch
    {
        (TermUnit.Months, true) => $"{term.Length}个自然月",
        (TermUnit.Periods, true) => $"{term.Length}个考核期",
        (TermUnit.Days, true) => $"{term.Length}天",
        (TermUnit.Months, false) => Months(term.Length),
        (TermUnit.Days, false) => term.Length == 1 ? "1 day" : $"{term.Length} days",
        (TermUnit.Periods, false) => term.Length == 1 ? "1 period" : $"{term.Length} periods",
        _ => throw new UnreachableException(),
    };

    private static string SpanOf(CalendarSpan? span, bool chinese) => (span, chinese) switch
    {
        (CalendarSpan.Month, false) => "month",
        (CalendarSpan.Quarter, false) => "quarter",
        (CalendarSpan.HalfYear, false) => "half-year",
        (CalendarSpan.Year, false) => "year",
        (CalendarSpan.Month, true) => "月",
        (CalendarSpan.Quarter, true) => "季",
        (CalendarSpan.HalfYear, true) => "半年",
        (CalendarSpan.Year, true) => "年",
        (_, false) => "period",
        (_, true) => "考核期",
    };

    internal static string Months(int months) => months == 1 ? "1 calendar month" : $"{months} calendar months";

    private static string Steps(int steps) => steps == 1 ? "1 step" : $"{steps} steps";

    private static string Ordinal(int number) => number < Ordinals.Length ? Ordinals[number] : Figures.Ordinal(number);
}
