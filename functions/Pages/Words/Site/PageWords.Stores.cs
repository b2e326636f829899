namespace TierFunctions.Pages.Words.Site;

public sealed partial class PageWords
{
    public string NoTierYet => Of("No run has completed yet, so no store has a tier.", "尚无完成的批次，店铺还没有等级。");
    public string IdBeginsWith => Of("Id, or how it begins", "店铺编号或其开头");
    public string Order => Of("Order", "排序");
    public string ById => Of("by id", "按编号");
    public string NearestToNext => Of("nearest to the next tier", "最接近上一等级");
    public string Find => Of("Find", "查找");
    public string NoStoreLikeThat => Of("No store is like that.", "没有符合的店铺。");
    public string NoneAmongThese => Of("No store is like that among those looked at.", "已查看的店铺中没有符合的。");
    public string StoresById => Of("Stores by id.", "按编号排列的店铺。");
    public string StoresNearest => Of(
        "Of the stores looked at on this page, those that one number alone keeps from the next tier; the one that misses the least part of its limit comes first.",
        "本页查看的店铺中，仅差一项指标即可升级者；差距占标准比例最小的排在最前。");
    public string Since => Of("Since", "持有自");
    public string Missing => Of("Missing", "尚差");
    public string TheStoreItself => Of("The store with this id. Others whose id begins so are on the next page.", "编号相符的店铺。编号以此开头的其他店铺见下一页。");

    public string Looked(long here, long soFar, long all) => Of(
        here == soFar ? $"Looked at {Stores1(here)} of {Figures.Count(all)}." : $"Looked at {Stores1(here)} for this page, {Figures.Count(soFar)} of {Figures.Count(all)} so far.",
        here == soFar ? $"已查看 {Figures.Count(here)} / {Figures.Count(all)} 家店铺。" : $"本页查看 {Figures.Count(here)} 家店铺，累计 {Figures.Count(soFar)} / {Figures.Count(all)}。");

    private static string Stores1(long count) => count == 1 ? "1 store" : $"{Figures.Count(count)} stores";
}
