using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Cases;

namespace TierFunctions.Pages.Words.Site;

public sealed partial class PageWords
{
    public string NoCases => Of("No programme has cases.", "没有项目设有准入个案。");
    public string With => Of("With", "负责人");
    public string Anybody => Of("anybody", "不限");
    public string NobodyYet => Of("nobody yet", "尚无负责人");
    public string Due => Of("Due", "期限");
    public string AnyTime => Of("any time", "不限");
    public string Overdue => Of("overdue", "已逾期");
    public string Show => Of("Show", "查看");
    public string OpenByHand => Of("Open a case by hand", "手工立案");
    public string StoreOrBrand => Of("Store, or an id for a brand that has none yet", "店铺；尚无店铺的品牌填自定编号");
    public string StoreIdHint => Of("Letters, digits, and . _ : -", "字母、数字及 . _ : -");
    public string Note => Of("Note", "备注");
    public string OpenACase => Of("Open a case", "立案");
    public string StoreCard => Of("The store's card", "店铺卡片");
    public string Strengths => Of("Strengths", "实力评审");
    public string StrengthsCaption => Of("What is scored, and the least that is asked where the strengths are needed.", "评分项目，以及需要评分时的最低分。");
    public string Strength => Of("Strength", "项目名称");
    public string Score => Of("Score", "评分");
    public string LowestScore => Of("From", "下限");
    public string HighestScore => Of("To", "上限");
    public string LeastScore => Of("Least", "最低分");
    public string Papers => Of("Papers", "资料");
    public string Paper => Of("Paper", "资料名称");
    public string CameIn => Of("came in", "已收到");
    public string NotYet => Of("not yet", "未收到");
    public string Log => Of("Log", "办理记录");
    public string LogCaption => Of("Who did what and when, the latest first. Nothing in it is ever changed.", "办理人、时间与内容，最近的在前；记录不可更改。");
    public string When => Of("When", "时间");
    public string Who => Of("Who", "办理人");
    public string NextSteps => Of("Next", "下一步");
    public string How => Of("How", "方式");
    public string GiveToAPerson => Of("Give it to a person", "分配负责人");
    public string PersonName => Of("Name", "姓名");
    public string Give => Of("Give", "分配");
    public string ScoreAStrength => Of("Score a strength", "评分");
    public string APaperCameIn => Of("A paper came in", "收到资料");
    public string NoteIt => Of("Note it", "登记");
    public string SellerHasAStore => Of("The seller has opened a store", "卖家已开店");
    public string LinkIt => Of("Link it", "关联");

    public string CountOfCases(int cases, int overdue) => Of($"{Figures.Count(cases)} {(cases == 1 ? "case" : "cases")}, {Figures.Count(overdue)} overdue.", $"共{Figures.Count(cases)}件个案，其中{Figures.Count(overdue)}件已逾期。");

    public string AndMore(int cases) => Of($"and {Figures.Count(cases)} more", $"另有{Figures.Count(cases)}件");

    public string DueOn(DateOnly day) => Of($"due {Figures.Day(day)}", $"期限 {Figures.Day(day)}");

    public string OpenedFor(string store, string openedBy) => Of($"opened for {store} by {openedBy}", $"{openedBy} 为 {store} 立案");

    public string WithPerson(string? person) => person is null ? Of("With nobody yet", "尚无负责人") : Of($"With {person}", $"负责人：{person}");

    public string InStateSince(DateTimeOffset at) => Of($"in this state since {Figures.Instant(at)}", $"进入此状态：{Figures.Instant(at)}");

    public string MoveTo(string state) => Of($"Move to {state}", $"转为“{state}”");

    public string IsFor(IEnumerable<CaseRole> roles) => Of($"is for {string.Join(" or ", roles.Select(role => CasePhrases.Of(role, Language)))}", $"须由{string.Join("或", roles.Select(role => CasePhrases.Of(role, Language)))}办理");

    public string Done(CaseEntry entry, CaseProcedure procedure)
    {
        var (what, state) = (CasePhrases.TitleOf(procedure, entry, Language), CasePhrases.TitleOf(procedure, entry.State, Language));
        return entry.Event switch
        {
            CaseEvent.Opened => Of($"Opened: {state}", $"立案：{state}"),
            CaseEvent.Moved => what.Length == 0 ? state : Of($"{state}, {what}", $"{state}，{what}"),
            CaseEvent.Assigned => Of($"Given to {what}: {state}", $"分配给{what}：{state}"),
            CaseEvent.Scored => Of($"{what}: {Points(entry.Score)}", $"{what}：{Points(entry.Score)}"),
            CaseEvent.Received => Of($"{what} came in", $"收到{what}"),
            CaseEvent.Linked => Of($"Is now the store {what}", $"已关联店铺 {what}"),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>A score as it was given; a dash where there is none.</summary>
    public static string Points(decimal? score) => score?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
