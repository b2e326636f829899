using System.Reflection;
using TierFunctions.Pages.Words.Site;

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

    private static string In(PageWords words, string name) => Assert.IsType<string>(typeof(PageWords).GetProperty(name)?.GetValue(words));

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
