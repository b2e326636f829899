using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

/// <summary>How people decide on stores, in words: each state of a case, what is scored, what is asked for.</summary>
public static class CasePhrases
{
    /// <summary>What the cases of a policy are, part by part, without the requirement that opens one.</summary>
    public static IEnumerable<(string Where, string What)> Of(Policy policy, string language)
    {
        if (policy.Cases is not { } cases) yield break;
        var say = language == "zh" ? Chinese : English;
        foreach (var state in cases.States) yield return (state.Title.In(language), string.Join(say.Semicolon, Parts(state, cases, say, language)));
        if (cases.Strengths.Count > 0) yield return (say.Strengths, string.Join(say.Semicolon, cases.Strengths.Select(strength => Of(strength, say, language))));
        if (cases.Materials.Count > 0) yield return (say.Materials, string.Join(say.Comma, cases.Materials.Select(paper => paper.Title.In(language))));
        if (cases.Reopens.Count > 0) yield return (say.Reopens, string.Join(say.Comma, cases.Reopens.Select(state => TitleOf(cases, state, language))));
    }

    public static string TitleOf(CaseProcedure cases, string state, string language) => cases.Find(state)?.Title.In(language) ?? state;

    /// <summary>What is called so in an entry of a log: a way, a strength or a paper; what has no title stands for itself.</summary>
    public static string TitleOf(CaseProcedure cases, CaseEntry entry, string language) => entry.Event switch
    {
        CaseEvent.Moved => cases.Find(entry.State)?.Ways.FirstOrDefault(way => way.Name == entry.What)?.Title.In(language),
        CaseEvent.Scored => cases.Strengths.FirstOrDefault(strength => strength.Name == entry.What)?.Title.In(language),
        CaseEvent.Received => cases.Materials.FirstOrDefault(paper => paper.Name == entry.What)?.Title.In(language),
        _ => null,
    } ?? entry.What ?? "";

    public static string Of(CaseRole role, string language) => (role, language) switch
    {
        (CaseRole.AccountManager, "zh") => "客户经理",
        (CaseRole.Operator, "zh") => "运营人员",
        (CaseRole.AccountManager, _) => "account manager",
        (CaseRole.Operator, _) => "operator",
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<string> Parts(CaseState state, CaseProcedure cases, Wordings say, string language)
    {
        foreach (var need in state.Needs)
        {
            yield return need switch
            {
                CaseNeed.Person => say.NeedsPerson,
                CaseNeed.Materials => say.NeedsMaterials,
                CaseNeed.Strengths => say.NeedsStrengths,
                _ => throw new UnreachableException(),
            };
        }
        if (state.Ways.Count > 0) yield return say.How + string.Join(say.Comma, state.Ways.Select(way => way.Title.In(language)));
        if (state.Within is { } time) yield return say.Within + LengthOf(time, language) + say.InTime;
        yield return state.IsEnd ? say.End : say.Then + string.Join(say.Comma, state.Steps.Select(step =>
            TitleOf(cases, step.To, language) + (step.By.Count == 0 ? "" : say.Open + string.Join(say.Comma, step.By.Select(role => Of(role, language))) + say.Close)));
    }

    private static string LengthOf(TimeAllowed time, string language) => (time.InMonths, language) switch
    {
        (true, "zh") => $"{time.Length}个自然月",
        (false, "zh") => $"{time.Length}天",
        (true, _) => MovementPhrases.Months(time.Length),
        (false, _) => time.Length == 1 ? "1 day" : $"{time.Length} days",
    };

    private static string Of(Strength strength, Wordings say, string language) => string.Create(
        CultureInfo.InvariantCulture, $"{strength.Title.In(language)}{say.Open}{strength.From}–{strength.To}{(strength.Least is { } least ? say.Comma + say.AtLeast + least.ToString(CultureInfo.InvariantCulture) : "")}{say.Close}");

    private static readonly Wordings English = new(
        "Strengths scored", "Papers asked for", "A later screening opens another case after", "once somebody looks after it", "once every paper has come in",
        "once every strength is scored and none is below its least", "how is said: ", "within ", "", "the case ends", "then ", "at least ", ", ", "; ", " (", ")");

    private static readonly Wordings Chinese = new(
        "评审项目", "所需材料", "此后再次通过筛选可重新立案", "须有负责人", "须收齐全部材料", "须完成全部评分且均不低于最低分", "须注明方式：", "限", "内", "流程结束", "之后：", "不低于", "、", "；", "（", "）");

    private sealed record Wordings(
        string Strengths, string Materials, string Reopens, string NeedsPerson, string NeedsMaterials, string NeedsStrengths, string How, string Within, string InTime, string End,
        string Then, string AtLeast, string Comma, string Semicolon, string Open, string Close);
}
