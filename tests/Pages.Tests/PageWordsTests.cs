using System.Reflection;
using TierFunctions.Pages.Words.Site;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Pages.Tests;

public sealed class PageWordsTests
{
    private static readonly PageWords Chinese = new("zh");

    public static TheoryData<string> Words =>
        [.. typeof(PageWords).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(word => word.PropertyType == typeof(string) && word.Name != nameof(PageWords.Language)).Select(word => word.Name)];

    [Theory, MemberData(nameof(Words))]
    public void EveryWordIsInBothLanguages(string name)
    {
        Assert.DoesNotContain(In(PageWords.English, name), IsHan);
        Assert.Contains(In(Chinese, name), IsHan);
    }

    [Theory]
    [InlineData("zh", "zh")]
    [InlineData("en", "en")]
    [InlineData("fr", "en")]
    public void EnglishStandsInForLanguagesThatThereAreNot(string asked, string expected) => Assert.Equal(expected, new PageWords(asked).Language);

    [Fact]
    public void WhatTheGateMeasuredIsSaidInBothLanguagesAndTheRestAsItWasWritten()
    {
        var share = new GateFinding("quarantined-share", "in English", true, true) { Measured = new GateMeasure(1, 1_500, 0.2m, 0.05m, 0.1m) };
        Assert.Equal("in English", PageWords.English.Of(share));
        Assert.Equal("1,500行中有1行（20.00 %）被隔离；规则自5.00 %起警告，自10.00 %起拦下", Chinese.Of(share));
        Assert.Equal("没有任何输入包含列“late”；所有店铺均按缺少该读数评定", Chinese.Of(new GateFinding("missing-column", "in English", false, false) { Metric = "late" }));
        // A run of before has no measures, and a fault of a file has none at all.
        Assert.Equal("in English", Chinese.Of(share with { Measured = null }));
        Assert.Equal("a.csv: line 1", Chinese.Of(new GateFinding("unreadable", "a.csv: line 1", true, false)));
    }

    [Fact]
    public void WhatTextsCostIsSaidByCurrencyAndWhatNobodyKnowsIsNotGuessed()
    {
        var costs = SmsCosts.None.With(new SmsCost(2, 0.045m, "USD"), 1_000).With(new SmsCost(1, null, null));
        Assert.Equal(costs.ToString(), PageWords.English.Of(costs));
        Assert.Equal("1,001条短信，共2,001个分段 = 45 USD + 1条分段价格未知", Chinese.Of(costs));
    }

    private static string In(PageWords words, string name) => Assert.IsType<string>(typeof(PageWords).GetProperty(name)?.GetValue(words));

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
