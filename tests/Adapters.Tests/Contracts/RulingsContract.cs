using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class RulingsContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    internal abstract IRulings Rulings { get; }

    [Fact]
    public async Task KeepsWhoRecordedWhatAndWhen()
    {
        var entry = Entry("strike-1");
        Assert.True(await Rulings.AddAsync(entry, Ever));
        Assert.Equal(entry, Assert.Single(await Rulings.ListAsync(Ever)));
    }

    [Fact]
    public async Task WhatWasRecordedFirstStands()
    {
        await Rulings.AddAsync(Entry("strike-1"), Ever);
        Assert.False(await Rulings.AddAsync(Entry("strike-1", by: "somebody else"), Ever));
        Assert.Equal("an operator's \"name\"", Assert.Single(await Rulings.ListAsync(Ever)).By);
    }

    [Fact]
    public async Task OfManyWhoRecordAnIdAtOnceOneDoes()
    {
        Assert.Single(await Some.AtOnceAsync(i => Rulings.AddAsync(Entry("strike-1", by: $"operator {i}"), Ever)), added => added);
    }

    [Fact]
    public async Task EntriesComeInTheOrderOfTheirIds()
    {
        foreach (var id in new[] { "b", "a_2", "a-10", "a" }) await Rulings.AddAsync(Entry(id), Ever);
        Assert.Equal(["a", "a-10", "a_2", "b"], (await Rulings.ListAsync(Ever)).Select(entry => entry.Id));
    }

    private static RulingEntry Entry(string id, string by = "an operator's \"name\"") => RulingEntry.Of(
        new Exemption(id, "港口罢工", "Europe/Madrid", new DateTime(2026, 7, 1), new DateTime(2026, 8, 1, 18, 0, 0), [], ["S1"], [new ExemptScope("country", ["ES"])], ["logistics"], [new Recomputed("late", null, "0")]),
        by,
        new DateTimeOffset(2026, 10, 2, 9, 30, 1, TimeSpan.Zero));
}
