using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Runs;

/// <summary>What a revision gives stores and takes back from them.</summary>
public sealed class RevisionTests
{
    private const string Policy = Medals.Head + """
        metrics:
          industry: { kind: category }
          sales: { kind: amount, currency: USD }
          stars: { kind: rating, range: [0, 5] }
        tiers:
          - { tier: gold, requires: [ { metric: sales, atLeast: 200 } ], grants: [manager, window] }
          - { tier: silver, requires: [ { metric: sales, atLeast: 100 } ], grants: [window, praised] }
        otherwise: none
        entitlements:
          manager: { title: Account manager }
          window: { title: Window, for: { months: 6 } }
          praised: { title: Praised, while: { metric: stars, atLeast: 4 } }
        notices: [ { on: promoted, by: [email], text: promoted } ]
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    private const string Header = "store_id,industry,sales,stars\n";

    // Same: nothing changes. Up: silver to gold, held since the quarter before. Down: gold to none. Stars: silver all along, no longer praised. Gone: has no row any more.
    private const string Before = "Down,toys,200,5\nGone,toys,100,5\nSame,toys,100,5\nStars,toys,100,5\nUp,toys,100,5\n";
    private const string After = "Down,toys,1,5\nSame,toys,100,5\nStars,toys,100,3\nUp,toys,200,5\n";

    [Theory]
    [InlineData(1, 4096)]
    [InlineData(8, 1)]
    public async Task ARevisionSaysWhatItGivesAndTakesBack(int buckets, int storesPerChunk)
    {
        var (_, second) = await RevisedAsync(new Market(Policy, new Spread(buckets, storesPerChunk)));
        var revision = second.Summary!.Revision!; // completed, and a revision
        Assert.Equal((4, 1, 2, 3), (revision.Stores, revision.Up, revision.Down, revision.Corrected));
        Assert.Equal(["gold > none: 1", "silver > gold: 1", "silver > silver: 1", "silver > none: 1"], revision.Moves.Select(move => FormattableString.Invariant($"{move.Before} > {move.Now}: {move.Stores}")));
        Assert.Equal(
            ["Account manager +1 -1 ~0", "Praised +0 -3 ~0", "Window +0 -2 ~1"],
            revision.Entitlements.Select(one => FormattableString.Invariant($"{one.Title} +{one.Gained} -{one.Lost} ~{one.Changed}")));
    }

    [Fact]
    public async Task AFirstAssessmentRevisesNothing()
    {
        var market = new Market(Policy);
        market.Inputs.Put("2025-Q3/a.csv", Header + Before);
        Assert.Null((await market.RunAsync("2025-Q3", places: "2025-Q3")).Summary!.Revision);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(8, 50)]
    public async Task TheStoresThatDifferAreListedInPages(int buckets, int page)
    {
        var market = new Market(Policy, new Spread(buckets, 2));
        var (first, second) = await RevisedAsync(market);
        var found = new List<ComparedStore>();
        string? next = null;
        do
        {
            var compared = Assert.IsType<CompareResult.Compared>(await market.CompareAsync(new CompareRuns(null, second.Key, next, page)));
            Assert.Equal((first.Key, second.Key), (compared.Old, compared.New));
            found.AddRange(compared.Stores);
            next = compared.Next;
        }
        while (next is not null);
        Assert.Equal(
            [
                "Down: gold > none, -2; given , taken back manager window, other ; corrected",
                "Gone: silver > none, -1; given , taken back praised window, other ; corrected",
                "Stars: silver > silver, 0; given , taken back praised, other ; ",
                "Up: silver > gold, 1; given manager, taken back praised, other window 2025-10-01..2026-01-01 > 2025-10-01..2026-04-01; corrected",
            ],
            found.Select(Line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheOtherWayRoundIsComparedAsWell()
    {
        var market = new Market(Policy);
        var (first, second) = await RevisedAsync(market);
        var compared = Assert.IsType<CompareResult.Compared>(await market.CompareAsync(new CompareRuns(second.Key, first.Key, null, 50)));
        Assert.Equal(4, compared.Stores.Count);
        Assert.Equal("none > silver", Assert.Single(compared.Stores, store => store.Change.Store == "Gone") is var gone ? $"{gone.Change.Old?.Tier.Name} > {gone.Change.New?.Tier.Name}" : "");
    }

    [Fact]
    public async Task OnlyRunsOfOnePeriodAreCompared()
    {
        var market = new Market(Policy);
        var (first, second) = await RevisedAsync(market);
        Assert.Contains("supersedes no run", Assert.IsType<CompareResult.Refused>(await market.CompareAsync(new CompareRuns(null, first.Key, null, 50))).Reason, StringComparison.Ordinal);
        Assert.Contains("cannot be compared", Assert.IsType<CompareResult.Refused>(await market.CompareAsync(new CompareRuns(second.Previous, second.Key, null, 50))).Reason, StringComparison.Ordinal);
        Assert.Contains("medals|2025-Q3|9", Assert.IsType<CompareResult.Unknown>(await market.CompareAsync(new CompareRuns(RunKey.Parse("medals|2025-Q3|9"), second.Key, null, 50))).What, StringComparison.Ordinal);
    }

    private static async Task<(Run First, Run Second)> RevisedAsync(Market market)
    {
        market.Inputs.Put("2025-Q2/a.csv", Header + Before);
        market.Inputs.Put("2025-Q3/a.csv", Header + Before);
        await market.RunAsync("2025-Q2", places: "2025-Q2");
        var first = await market.RunAsync("2025-Q3", places: "2025-Q3");
        market.Inputs.Put("2025-Q3/a.csv", Header + After);
        return (first, await market.RunAsync("2025-Q3", revise: "sales were wrong", places: "2025-Q3"));
    }

    private static string Line(ComparedStore store)
    {
        var (change, entitlements) = (store.Change, store.Change.Entitlements);
        return FormattableString.Invariant($"{change.Store}: {change.Old?.Tier.Name} > {change.New?.Tier.Name}, {change.Steps}; ")
            + $"given {string.Join(' ', entitlements.Gained.Select(grant => grant.Entitlement.Id))}, taken back {string.Join(' ', entitlements.Lost.Select(grant => grant.Entitlement.Id).Order(StringComparer.Ordinal))}, "
            + $"other {string.Join(' ', entitlements.Changed.Select(pair => $"{pair.New.Entitlement.Id} {Days(pair.Old)} > {Days(pair.New)}"))}; {string.Join(' ', store.Notices.Select(notice => notice.Template))}";

        static string Days(Domain.Entitlements.Grant grant) => FormattableString.Invariant($"{grant.From:yyyy-MM-dd}..{grant.Until:yyyy-MM-dd}");
    }
}
