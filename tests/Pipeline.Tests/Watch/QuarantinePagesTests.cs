using System.Globalization;
using TierFunctions.Pipeline.Watch;

namespace TierFunctions.Pipeline.Tests.Watch;

public sealed class QuarantinePagesTests
{
    private readonly Market market = new();

    [Fact]
    public async Task EveryRowThatWasPutAsideIsOnOnePage()
    {
        // Rows of very different lengths, some longer than what is read at once.
        market.Inputs.Put("in/stores.csv", "store_id,industry,sales,late,orders\n" + string.Concat(Enumerable.Range(0, 130).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"S{i:D3},toys,{(i % 40 == 0 ? new string('店', 20_000) : "x")},1,40\n"))));
        var run = await market.RunAsync(overrideGate: null);
        var watch = new WatchRunHandler(market.Runs, market.Outcomes, market.Files);
        var (rows, next) = (new List<long>(), (string?)null);
        do
        {
            var page = (await watch.HandleAsync(run.Key, next, CancellationToken.None))!.Quarantine;   // the run is there
            Assert.Equal(rows.Count, page.Before);
            Assert.InRange(page.Lines.Count, 1, QuarantinePages.Shown);
            rows.AddRange(page.Lines.Select(line => line.Row));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(130, rows.Count);
        Assert.Equal(rows.Distinct().Order(), rows);
    }

    [Theory]
    [InlineData("17-1")]
    [InlineData("999999999-1")]
    [InlineData("x")]
    [InlineData("")]
    public async Task APlaceThatNoPageNamedShowsNothingOrTheStart(string rows)
    {
        market.Inputs.Put("in/stores.csv", "store_id,industry,sales,late,orders\nS1,toys,x,1,40\n");
        var run = await market.RunAsync();
        var page = (await new WatchRunHandler(market.Runs, market.Outcomes, market.Files).HandleAsync(run.Key, rows, CancellationToken.None))!.Quarantine;   // the run is there
        Assert.True(page.Lines.Count == 0 || page.Lines[0].Row > 0);
    }
}
