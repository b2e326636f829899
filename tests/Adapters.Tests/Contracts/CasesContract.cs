using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class CasesContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private static readonly CaseKey One = new("sellers", "S1", "2026-07");

    internal abstract ICases Cases { get; }

    [Fact]
    public async Task KeepsWhoDidWhatAndWhen()
    {
        CaseEntry[] entries = [Entry(One, 1), Entry(One, 2) with { Event = CaseEvent.Scored, What = "company", Score = 87.50m, Note = "自有工厂\n\"own\" factory" }];
        foreach (var entry in entries) Assert.True(await Cases.AddAsync(entry, Ever));
        Assert.Equal(entries, await Cases.ListAsync("sellers", Ever));
        Assert.Equal("87.50", (await Cases.OfAsync(One, Ever))[1].Score?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task WhatWasDoneFirstStands()
    {
        await Cases.AddAsync(Entry(One, 1), Ever);
        Assert.False(await Cases.AddAsync(Entry(One, 1) with { By = "somebody else" }, Ever));
        Assert.Equal("an operator's \"name\"", Assert.Single(await Cases.ListAsync("sellers", Ever)).By);
    }

    [Fact]
    public async Task OfManyAtOnceOneAddsAnEntry() =>
        Assert.Single(await Some.AtOnceAsync(i => Cases.AddAsync(Entry(One, 1) with { By = $"operator {i}" }, Ever)), added => added);

    [Fact]
    public async Task EntriesComeByCaseAndNumberAndOfOneProgramme()
    {
        foreach (var (programme, store, number) in new[] { ("sellers", "S2", 1), ("sellers", "S10", 2), ("sellers", "S10", 1), ("sellers2", "S1", 1), ("sellers-2", "S1", 1) })
            await Cases.AddAsync(Entry(new CaseKey(programme, store, "2026-07"), number), Ever);
        for (var i = 3; i < 12; i++) await Cases.AddAsync(Entry(new CaseKey("sellers", "S10", "2026-07"), i), Ever);
        Assert.Equal(
            [.. Enumerable.Range(1, 11).Select(number => ("sellers|S10|2026-07", number)), ("sellers|S2|2026-07", 1)],
            (await Cases.ListAsync("sellers", Ever)).Select(entry => (entry.Case.ToString(), entry.Number)));
    }

    [Fact]
    public async Task OneCaseIsNotAnotherWhoseKeyBeginsLikeIt()
    {
        CaseKey[] keys = [One, new("sellers", "S1", "2026-07-01"), new("sellers", "S1", "2026-08"), new("sellers", "S10", "2026-07"), new("sellers", "S1:2", "2026-07")];
        foreach (var key in keys) await Cases.AddAsync(Entry(key, 1), Ever);
        await Cases.AddAsync(Entry(One, 2), Ever);
        Assert.Equal([1, 2], (await Cases.OfAsync(One, Ever)).Select(entry => entry.Number));
        Assert.Equal(keys[4], Assert.Single(await Cases.OfAsync(keys[4], Ever)).Case);
        Assert.Empty(await Cases.OfAsync(new CaseKey("sellers", "S3", "2026-07"), Ever));
    }

    private static CaseEntry Entry(CaseKey key, int number) =>
        new(key, number, CaseEvent.Opened, "screened", null, null, "an operator's \"name\"", new DateTimeOffset(2026, 10, 2, 9, 30, 1, TimeSpan.Zero), null);
}
