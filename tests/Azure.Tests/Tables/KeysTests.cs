using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Azure.Tables;

namespace TierFunctions.Azure.Tests.Tables;

public sealed class KeysTests
{
    [Fact]
    public void EveryTextIsReadBackFromItsKey() => Check.QuickThrowOnFailure(Prop.ForAll<string>(ArbMap.Default.ArbFor<string>(), text =>
        text is null || text.Length > 100 || Keys.Unescape(Keys.Escape(text)) == text));

    [Fact]
    public void NoKeyHoldsWhatTablesForbid() => Check.QuickThrowOnFailure(Prop.ForAll<string>(ArbMap.Default.ArbFor<string>(), text =>
        text is null || text.Length > 100 || Keys.Of(text, "x").All(c => char.IsAsciiLetterOrDigit(c) || "._:-!~=|".Contains(c, StringComparison.Ordinal))));

    [Fact]
    public void TextsApartHaveKeysApart() => Check.QuickThrowOnFailure(Prop.ForAll<string, string>(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (one, other) =>
        one is null || other is null || one.Length + other.Length > 90 || (Keys.Of(one, "", other) == Keys.Of(one + "|", other)) == false));

    [Theory]
    [InlineData("Store-7_a.b:c", "Store-7_a.b:c")]
    [InlineData("a/b\\c#d?e%f+g", "a=002fb=005cc=0023d=003fe=0025f=002bg")]
    [InlineData("=|", "=003d=007c")]
    [InlineData("\u0001\u0085店🛒", "=0001=0085=5e97=d83d=ded2")]
    public void StoreIdsStayAsTheyAre(string text, string key) => Assert.Equal(key, Keys.Escape(text));

    [Fact]
    public void KeysHaveTheOrderOfStoreIds()
    {
        // A product's key, and the end of a range, beside what stores are called.
        string[] ids = ["0!", "0!A", "0!~", "0~", "-", ".", "0", "9", ":", "A", "Z", "_", "a", "z", "A-", "A.", "A0", "A:", "AA", "A_", "Aa"];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids.OrderBy(Keys.Escape, StringComparer.Ordinal));
    }

    [Fact]
    public void NumbersSortAsNumbers() => Assert.True(string.CompareOrdinal(Keys.Of(9), Keys.Of(10)) < 0);

    [Fact]
    public void AKeyThatIsTooLongIsRefused() => Assert.Throws<ArgumentException>(() => Keys.Escape(new string('/', 200)));

    [Theory]
    [InlineData("=12")]
    [InlineData("=zzzz")]
    public void WhatNoKeyHoldsIsNotRead(string key) => Assert.Throws<FormatException>(() => Keys.Unescape(key));
}
