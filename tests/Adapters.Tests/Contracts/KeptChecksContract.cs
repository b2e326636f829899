using TierFunctions.Pipeline.Check;

namespace TierFunctions.Adapters.Tests.Contracts;

public abstract class KeptChecksContract
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private static readonly KeptCheck Asked = new(
        "0a1b2c", "S1", "gold-silver", "2021-09", "gold-silver|2026-Q3|1", "O'Brien 李", new DateTimeOffset(2026, 10, 1, 12, 0, 0, 7, TimeSpan.Zero), "{\"sales\":4.80}", "{\"tier\":\"gold\"}");

    internal abstract IKeptChecks Checks { get; }

    [Fact]
    public async Task ACheckIsKeptWholeHoweverLongItIs()
    {
        var extensive = Asked with { Readings = $"{{\"name\":\"对 🛒 {new string('x', 70_000)}\"}}", Answer = $"{{\"a\":\"{new string('y', 100_000)}\"}}", BenchmarksOf = null };
        Assert.Equal((extensive, true), await Checks.KeepAsync(extensive, Ever));
        Assert.Equal(extensive, await Checks.FindAsync(extensive.Id, Ever));
    }

    [Fact]
    public async Task TheFirstStaysAndIsGivenToWhoeverKeepsItAgain()
    {
        Assert.Equal((Asked, true), await Checks.KeepAsync(Asked, Ever));
        Assert.Equal((Asked, false), await Checks.KeepAsync(Asked with { At = Asked.At.AddDays(1), Answer = "{}" }, Ever));
        Assert.Equal(Asked, await Checks.FindAsync(Asked.Id, Ever));
    }

    [Fact]
    public async Task OfManyAtOnceOneIsKept()
    {
        var kept = await Some.AtOnceAsync(i => Checks.KeepAsync(Asked with { At = Asked.At.AddMinutes(i) }, Ever));
        Assert.Single(kept, one => one.IsNew);
        Assert.Single(kept.Select(one => one.Kept).Distinct());
    }

    [Fact]
    public async Task WhatWasNotKeptIsNotFound()
    {
        await Checks.KeepAsync(Asked, Ever);
        Assert.Null(await Checks.FindAsync("0a1b2d", Ever));
    }
}
