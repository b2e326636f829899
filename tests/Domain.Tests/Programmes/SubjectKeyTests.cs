using System.Text;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Tests.Programmes;

public sealed class SubjectKeyTests
{
    [Theory]
    [InlineData("S1", null, "S1")]
    [InlineData("S1", "P1", "S1!P1")]
    public void WhatIsWrittenIsReadBack(string store, string? product, string key)
    {
        Assert.Equal(key, new SubjectKey(store, product).ToString());
        Assert.Equal(new SubjectKey(store, product), SubjectKey.Parse(key));
        Assert.Equal(store, SubjectKey.StoreOf(key));
        Assert.Equal(store, Encoding.ASCII.GetString(SubjectKey.StoreOf(Encoding.ASCII.GetBytes(key))));
    }

    [Fact]
    public void AStoresProductsComeAfterItAndBeforeEveryOtherStore()
    {
        // Every character that an id may have, behind the store's own id and before it.
        const string Characters = "-.0189:AMZ_amz";
        var (after, upTo) = SubjectKey.ProductsOf("S");
        foreach (var character in Characters)
        {
            Assert.True(IsIn($"S!{character}") && IsIn($"S!{character}{new string('z', 63)}"));
            Assert.False(IsIn($"S{character}") || IsIn($"S{character}!1") || IsIn($"{character}") || IsIn($"{character}!1"));
            Assert.True(string.CompareOrdinal(SubjectKey.AfterProductsOf("S"), $"S{character}") < 0);
        }
        Assert.False(IsIn("S"));

        bool IsIn(string key) => string.CompareOrdinal(key, after) > 0 && string.CompareOrdinal(key, upTo) <= 0;
    }
}
