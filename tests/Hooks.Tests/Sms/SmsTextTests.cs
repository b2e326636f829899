using TierFunctions.Hooks.Sms;

namespace TierFunctions.Hooks.Tests.Sms;

public sealed class SmsTextTests
{
    public static TheoryData<string, bool, int, int> Sizes { get; } = new()
    {
        { "", true, 0, 0 },
        { new string('a', 160), true, 160, 1 },
        { new string('a', 161), true, 161, 2 },
        { new string('a', 306), true, 306, 2 },
        { new string('a', 307), true, 307, 3 },
        { new string('€', 80), true, 160, 1 },
        { new string('€', 81), true, 162, 2 },
        // 153 septets hold 76 euro signs and one septet that stays empty.
        { new string('€', 153), true, 306, 3 },
        { new string('金', 70), false, 70, 1 },
        { new string('金', 71), false, 71, 2 },
        { new string('金', 134), false, 134, 2 },
        { new string('金', 135), false, 135, 3 },
        { "plain but for one ’", false, 19, 1 },
        { string.Concat(Enumerable.Repeat("🥇", 35)), false, 70, 1 },
        // 67 units hold 33 characters of two and one unit that stays empty.
        { string.Concat(Enumerable.Repeat("🥇", 67)), false, 134, 3 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void CountsWhatIsPaidFor(string text, bool isGsm, int units, int segments) => Assert.Equal(new SmsSize(isGsm, units, segments), SmsText.SizeOf(text));

    [Theory]
    [InlineData("a"), InlineData("金"), InlineData("🥇"), InlineData("e\u0301"), InlineData("שלום "), InlineData("€"), InlineData("👨‍👩‍👧‍👦")]
    public void WhateverItSaysFitsAndTheAddressStaysWhole(string part)
    {
        const string Link = "https://stores.example/S1";
        foreach (var length in new[] { 1, 20, 60, 100, 200, 1000 })
        {
            for (var segments = 1; segments <= 4; segments++)
            {
                var text = SmsText.Fit([string.Concat(Enumerable.Repeat(part, length)), "a second line", Link], segments);
                Assert.True(SmsText.SizeOf(text).Segments <= segments);
                Assert.EndsWith(Link, text, StringComparison.Ordinal);
                Assert.DoesNotContain(text, c => char.IsSurrogate(c) && !text.IsNormalized());
                Assert.True(text.EnumerateRunes().All(rune => rune.Value != 0xFFFD));
            }
        }
    }

    [Fact]
    public void SignsThatCostTheAlphabetAreSaidPlainlyWhereThatIsEnough()
    {
        Assert.Equal("sales: 90, asked >= 100", SmsText.Fit(["sales: 90, asked ≥ 100"], 1));
        Assert.Equal("销售额 ≥ 100", SmsText.Fit(["销售额 ≥ 100"], 1));
    }
}
