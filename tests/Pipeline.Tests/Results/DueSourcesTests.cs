using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Results;

public sealed class DueSourcesTests
{
    private const string Month = "store_id,score,orders\nA,95,10\n";
    private readonly Market market = Levels.NewMarket();

    [Fact]
    public async Task AQuarterWaitsForItsMonths()
    {
        At("2025-09-02");
        await market.MonthAsync("2025-07", null, ("A", 95));
        market.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales\nA,500\n");
        market.Inputs.Put("medals/2025-Q2/a.csv", "store_id,sales\nA,500\n");
        market.Inputs.Put("level/2025-08/a.csv", Month);
        // Nobody will assess the months of the second quarter any more.
        Assert.Equal(["level|2025-08|1", "medals|2025-Q2|1"], await StartedAsync());
        await market.DrainAsync();

        At("2025-10-02");
        Assert.Empty(await StartedAsync());
        Assert.Equal(["level 2025-09: level/2025-09 holds no blob.", "medals 2025-Q3: it reads level 2025-09, which has not been assessed"], waiting);

        market.Inputs.Put("level/2025-09/a.csv", Month);
        Assert.Equal(["level|2025-09|1"], await StartedAsync());
        Assert.Equal(["medals 2025-Q3: it reads level 2025-09, which is being assessed"], waiting);
        await market.DrainAsync();
        Assert.Equal(["medals|2025-Q3|1"], await StartedAsync());
        await market.DrainAsync();
        Assert.Equal("gold", (await market.Outcomes.FindAsync(RunKey.Parse("medals|2025-Q3|1"), "A", CancellationToken.None))!.Tier);
    }

    [Fact]
    public async Task AMonthThatTheGateStoppedIsNotPassedOver()
    {
        At("2025-10-02");
        foreach (var month in new[] { "2025-07", "2025-08" }) await market.MonthAsync(month, null, ("A", 95));
        market.Inputs.Put("level/2025-09/a.csv", "store_id,score,orders\n");
        market.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales\nA,500\n");
        Assert.Equal(["level|2025-09|1"], await StartedAsync());
        await market.DrainAsync();
        Assert.Empty(await StartedAsync());
        Assert.Equal(["medals 2025-Q3: it reads level 2025-09, which has not been completed (state GateFailed)"], waiting);
    }

    [Fact]
    public async Task AMonthThatEndsLaterInAnotherZoneIsWaitedFor()
    {
        market.Policies.Put(Levels.Source.Replace("America/New_York", "Pacific/Honolulu", StringComparison.Ordinal));
        foreach (var month in new[] { "2025-07", "2025-08" }) await market.MonthAsync(month, null, ("A", 95));
        market.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales\nA,500\n");
        market.Time.Set(new DateTimeOffset(2025, 10, 1, 6, 0, 0, TimeSpan.Zero)); // two in the morning in New York
        Assert.Empty(await StartedAsync());
        Assert.Equal(["medals 2025-Q3: it reads level 2025-09, which has not ended in Pacific/Honolulu"], waiting);
    }

    [Fact]
    public async Task WhatIsComputedElsewhereIsNotWaitedFor()
    {
        market.Policies.Put(Levels.OrSupplied.Replace("  good_months: { kind: count, from: { programme: level, over: months of the period, counts: [good, excellent] }, missingPart: leave out }", "  good_months: { kind: count }", StringComparison.Ordinal));
        At("2025-10-02");
        market.Inputs.Put("medals/2025-Q3/a.csv", "store_id,sales,level,good_months\nA,500,good,0\n");
        Assert.Equal(["medals|2025-Q3|1"], await StartedAsync());
        Assert.Equal(["level 2025-09: level/2025-09 holds no blob."], waiting);
    }

    private IReadOnlyList<string> waiting = [];

    private void At(string day) => market.Time.Set(DateTimeOffset.Parse($"{day}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What asking once starts.</summary>
    private async Task<IEnumerable<string>> StartedAsync()
    {
        var start = new StartRunHandler(market.Runs, market.Policies, market.Inputs, market.Files, market.Rulings, market.Cases, market.Time);
        var ended = await new AssessEndedPeriodsHandler(new Known(market.Policies), market.Runs, start, market.Time).HandleAsync(CancellationToken.None);
        market.Queue.AddRange(ended.Messages);
        waiting = ended.Waiting;
        return ended.Messages.OfType<Pipeline.Messages.Message.IngestRun>().Select(message => message.Run);
    }

    private sealed class Known(TextPolicies policies) : IProgrammes
    {
        public async Task<IReadOnlyList<Policy>> AllAsync(CancellationToken cancellationToken) =>
            [(await policies.InForceAsync("medals", Market.Read("2025-Q3"), cancellationToken)).Policy, (await policies.InForceAsync("level", Market.Read("2025-07"), cancellationToken)).Policy];
    }
}
