namespace TierFunctions.Pages.Words.Site;

public sealed partial class PageWords
{
    public string Simulation => Of("Simulation", "模拟");
    public string SimulationOfADraft => Of("Simulation of a draft", "草案模拟");
    public string SimulationLead => Of("Judges a period that has been assessed by a draft of its policy and says what would differ. Nothing is stored.", "用规则草案重新评定已考核的周期，并说明会有哪些不同。不保存任何结果。");
    public string ADocument => Of("A document", "规则文件");
    public string OrPaste => Of("Or the text of a policy", "或粘贴规则全文");
    public string OrKnown => Of("Or a version that is known", "或选用已有版本");
    public string LatestPeriod => Of("Period; the latest that was assessed, if empty", "周期；留空则为最近一次考核");
    public string Simulate => Of("Simulate", "模拟");
    public string CannotBeRead => Of("This is no policy yet", "这还不是有效的规则");
    public string Mistakes => Of("Mistakes of the document", "文件中的错误");
    public string MistakesCaption => Of("What is wrong, where, and what was expected there.", "错误所在、实际内容与应有内容。");
    public string NotSimulated => Of("Not simulated", "未能模拟");
    public string OnlyOneAtATime => Of("Another simulation is under way here. Send the form again in a moment.", "另一项模拟正在进行，请稍后重新提交。");
    public string TakesTooLong => Of("This takes longer than a page may. On a machine with the data, \"tier simulate\" takes its time.", "耗时超出页面允许的范围。请在存有数据的机器上使用 tier simulate。");
    public string NothingToSimulate => Of("Expected a document, a text or a version.", "请提供文件、文本或版本。");
    public string AnotherDraft => Of("Another draft, or this one changed", "换一份草案，或修改后再试");
    public string HeldAgainst => Of("Held against", "对照批次");
    public string StoredPolicyVersion => Of("Stored policy version", "已存规则版本");
    public string DraftSha => Of("Draft, SHA-256", "草案 SHA-256");
    public string WhatThisRestsOn => Of("What this rests on", "结果的前提");
    public string KeyNumbers => Of("Key numbers", "主要数字");
    public string WouldMove => Of("Would move", "将变动");
    public string Up => Of("Up", "升级");
    public string Down => Of("Down", "降级");
    public string Statuses => Of("Statuses", "状态");
    public string Status => Of("Status", "状态");
    public string Stored => Of("Stored", "已存");
    public string Draft => Of("Draft", "草案");
    public string Industries => Of("Industries", "行业");
    public string NoticesThatWouldGo => Of("Notices that would go out", "将发出的通知");
    public string Notice => Of("Notice", "通知");
    public string StoredPolicy => Of("Stored policy", "已存规则");
    public string Entitlements => Of("Entitlements", "权益");
    public string Entitlement => Of("Entitlement", "权益");
    public string Gained => Of("Gained", "获得");
    public string Lost => Of("Lost", "失去");
    public string WhoWouldMove => Of("Who would move", "变动去向");
    public string StoredByDraft => Of("Stores by stored tier and tier under the draft", "按已存等级与草案等级统计的店铺");
    public string StoredByDraftCaption => Of("Where the stores of a stored tier (a row) would stand under the draft (a column). \"-\": an outcome on one side only.", "已存等级（行）的店铺在草案下（列）的等级。“-”：仅一侧有结果。");
    public string StoresThatWouldMove => Of("Stores that would move", "将变动的店铺");
    public string NearestToALimit => Of("Nearest to a limit", "最接近标准");
    public string NearestCaption => Of("A limit of its tier that the store meets, or the only one of the next tier that it misses, under the draft; the closest first.", "草案下，店铺所在等级已达到的标准，或上一等级唯一未达到的标准；最接近的在前。");
    public string Requirement => Of("Requirement", "要求");
    public string Reading => Of("Reading", "数据");
    public string Limit => Of("Limit", "标准");
    public string Verdict => Of("Verdict", "结论");
    public string Met => Of("met", "达到");
    public string Missed => Of("missed", "未达到");

    public string OnPeriod(string period) => Of($"on {period}, beside what is stored. Nothing was changed.", $"用于 {period}，与已存结果对照。未作任何更改。");

    public string NoColumn(string metric) => Of($"The stored rows hold no {metric}: it is missing for every store.", $"已存数据中没有 {metric}：所有店铺均缺此项。");

    public string Unfit(long stores, string metric, string store, string expected) => Of(
        $"{Figures.Count(stores)} readings of {metric} are none under the draft, such as that of {store} (expected {expected}): they count as missing, while a run would refuse their rows.",
        $"{Figures.Count(stores)} 个 {metric} 数据在草案下无效，例如 {store}（应为 {expected}）：此处按缺失处理，正式批次则会拒收这些行。");

    public string MoversCaption(long more) => Of(
        more > 0 ? $"The furthest first; {Figures.Count(more)} more are not listed." : "The furthest first.",
        more > 0 ? $"变动最大的在前；另有 {Figures.Count(more)} 家未列出。" : "变动最大的在前。");
}
