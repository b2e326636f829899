using Microsoft.Extensions.Configuration;
using TierFunctions.App;
using TierFunctions.App.Access;

namespace TierFunctions.Local.Tests.Api;

public sealed class MerchantLinksTests
{
    private const string One = "one:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private const string Two = "two:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private DateTimeOffset Tomorrow => time.Now.AddDays(1);

    [Fact]
    public void ALinkOpensItsStoreUntilItsDay()
    {
        var token = Links(One).Sign("S1", Tomorrow);
        Assert.Equal(LinkCheck.Valid, Links(One).Check("S1", token));
        time.Now = Tomorrow.AddSeconds(-1);
        Assert.Equal(LinkCheck.Valid, Links(One).Check("S1", token));
        time.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(LinkCheck.Expired, Links(One).Check("S1", token));
    }

    [Theory]
    [InlineData("S2")]
    [InlineData("s1")]
    [InlineData("S1 ")]
    [InlineData("")]
    public void ItOpensNoOtherStore(string store) => Assert.Equal(LinkCheck.Refused, Links(One).Check(store, Links(One).Sign("S1", Tomorrow)));

    [Fact]
    public void AnyChangedCharacterIsRefused()
    {
        var links = Links(One);
        var token = links.Sign("S1", Tomorrow);
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "A0z_.-é")
            {
                if (token[i] == other) continue;
                var changed = token[..i] + other + token[(i + 1)..];
                Assert.True(links.Check("S1", changed) is LinkCheck.Refused, changed);
            }
            Assert.Equal(LinkCheck.Refused, links.Check("S1", token.Remove(i, 1)));
        }
        Assert.Equal(LinkCheck.Refused, links.Check("S1", token + "="));
        Assert.Equal(LinkCheck.Refused, links.Check("S1", new string('a', 100_000)));
    }

    [Fact]
    public void AnExpiredLinkOfAnotherStoreSaysNothingOfItsDay()
    {
        var token = Links(One).Sign("S1", time.Now.AddDays(-1));
        Assert.Equal(LinkCheck.Expired, Links(One).Check("S1", token));
        Assert.Equal(LinkCheck.Refused, Links(One).Check("S2", token));
    }

    [Fact]
    public void KeysAreChangedWithoutBreakingTheLinksThatAreAbout()
    {
        var old = Links(One).Sign("S1", Tomorrow);
        var both = Links($"{Two} {One}");
        Assert.Equal(LinkCheck.Valid, both.Check("S1", old));
        var young = both.Sign("S1", Tomorrow);
        Assert.StartsWith("two.", young, StringComparison.Ordinal);
        Assert.Equal(LinkCheck.Valid, Links(Two).Check("S1", young));
        Assert.Equal(LinkCheck.Refused, Links(Two).Check("S1", old));
        // Under the other key's name the code is another.
        Assert.Equal(LinkCheck.Refused, both.Check("S1", string.Concat("one", young.AsSpan(3))));
    }

    [Theory]
    [InlineData("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")]
    [InlineData("one:AQE=")]
    [InlineData("one:not base64")]
    [InlineData("o.ne:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")]
    public void AKeyThatIsNoneStopsTheStartAndIsNotRepeated(string setting)
    {
        var message = Assert.Throws<InvalidOperationException>(() => Links(setting)).Message;
        Assert.Contains("Links:Keys: key 1", message, StringComparison.Ordinal);
        Assert.DoesNotContain("AQE", message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutKeysNothingOpens()
    {
        Assert.False(Links("").CanSign);
        Assert.Equal(LinkCheck.Refused, Links("").Check("S1", Links(One).Sign("S1", Tomorrow)));
    }

    private MerchantLinks Links(string keys) => new(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(Settings.LinkKeys, (string?)keys)]).Build(), time);
}
