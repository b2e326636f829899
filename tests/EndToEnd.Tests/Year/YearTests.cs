using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.EndToEnd.Tests.Year;

public sealed class YearTests(AssessedYear year) : IClassFixture<AssessedYear>
{
    [Fact]
    public async Task TheYearEndsAsItIsKept() => Kept.Same("year.txt", await new YearText(year).WriteAsync());

    [Theory]
    // A silver store has six calendar months to become gold; then it is out, and waits.
    [InlineData("china-good-sellers", "Gold-in-month-5", "2027-05", "silver", null)]
    [InlineData("china-good-sellers", "Gold-in-month-5", "2027-06", "gold", null)]
    [InlineData("china-good-sellers", "Gold-in-month-5", "2027-12", "gold", null)]
    [InlineData("china-good-sellers", "Silver-for-too-long", "2027-06", "silver", null)]
    [InlineData("china-good-sellers", "Silver-for-too-long", "2027-07", "none", MovedBy.IncubationEnded)]
    [InlineData("china-good-sellers", "Silver-for-too-long", "2027-12", "none", MovedBy.Waiting)]
    // 30 August and six months is 28 February; so it is from the 28th, 29th and 31st.
    [InlineData("starters", "Since-30-August", "2027-01", "silver", null)]
    [InlineData("starters", "Since-30-August", "2027-02", "none", MovedBy.IncubationEnded)]
    [InlineData("starters", "Since-28-August", "2027-02", "none", MovedBy.IncubationEnded)]
    [InlineData("starters", "Since-31-August", "2027-02", "none", MovedBy.IncubationEnded)]
    [InlineData("starters", "Since-2-September", "2027-02", "silver", null)]
    [InlineData("starters", "Since-2-September", "2027-03", "none", MovedBy.IncubationEnded)]
    // Cancelled for good: gold readings change nothing, and neither do months without a row; an operator's decision does.
    [InlineData("china-good-sellers", "Fakes-orders", "2027-03", "none", MovedBy.Cancelled)]
    [InlineData("china-good-sellers", "Fakes-orders", "2027-12", "none", MovedBy.Cancelled)]
    [InlineData("china-good-sellers", "Away-and-cancelled", "2027-12", "none", MovedBy.Cancelled)]
    [InlineData("china-good-sellers", "Fails-once", "2027-12", "none", MovedBy.Cancelled)]
    [InlineData("china-good-sellers", "Readmitted", "2027-07", "none", MovedBy.Cancelled)]
    [InlineData("china-good-sellers", "Readmitted", "2027-08", "gold", null)]
    // Who falls out waits six calendar months.
    [InlineData("china-good-sellers", "Falls-and-waits", "2027-03", "none", null)]
    [InlineData("china-good-sellers", "Falls-and-waits", "2027-08", "none", MovedBy.Waiting)]
    [InlineData("china-good-sellers", "Falls-and-waits", "2027-09", "silver", null)]
    // The first assessment costs nothing, a miss costs a strike, two in a row cost a level, and no more than one.
    [InlineData("pop-tier", "First-miss-is-free", "2027-01", "b", MovedBy.Grace)]
    [InlineData("pop-tier", "First-miss-is-free", "2027-02", "b", MovedBy.Strike)]
    [InlineData("pop-tier", "First-miss-is-free", "2027-03", "c", null)]
    [InlineData("pop-tier", "Strikes-out", "2027-03", "a", MovedBy.Strike)]
    [InlineData("pop-tier", "Strikes-out", "2027-04", "a", null)]
    [InlineData("pop-tier", "Strikes-out", "2027-05", "a", MovedBy.Strike)]
    [InlineData("pop-tier", "Strikes-out", "2027-06", "b", MovedBy.StepDown)]
    [InlineData("pop-tier", "Away-in-May", "2027-05", "b", MovedBy.Strike)]
    [InlineData("managed-tier", "One-step-down", "2027-05", "a", MovedBy.StepDown)]
    [InlineData("managed-tier", "One-step-down", "2027-07", "c", null)]
    [InlineData("pop-tier", "One-step-up", "2027-03", "a", MovedBy.StepUp)]
    [InlineData("pop-tier", "One-step-up", "2027-04", "s", null)]
    // A level just reached is kept for two months.
    [InlineData("managed-tier", "Just-risen", "2027-04", "s", MovedBy.Protection)]
    [InlineData("managed-tier", "Just-risen", "2027-05", "a", MovedBy.StepDown)]
    // S takes two months in a row, and a month below 90 breaks them; four months of silver make a starter gold.
    [InlineData("pop-tier", "Streak-is-broken", "2027-01", "a", null)]
    [InlineData("pop-tier", "Streak-is-broken", "2027-02", "s", null)]
    [InlineData("pop-tier", "Streak-is-broken", "2027-06", "a", null)]
    [InlineData("pop-tier", "Streak-is-broken", "2027-07", "s", null)]
    [InlineData("starters", "Loyal", "2027-05", "silver", null)]
    [InlineData("starters", "Loyal", "2027-06", "gold", null)]
    // Who could not be judged for a month does not wait, and its six months of silver go on; without a row it has missed.
    [InlineData("china-good-sellers", "Unknown-for-a-month", "2027-04", "none", null)]
    [InlineData("china-good-sellers", "Unknown-for-a-month", "2027-05", "silver", null)]
    [InlineData("china-good-sellers", "Unknown-for-a-month", "2027-07", "gold", null)]
    // Stores of these fall only with a quarter, not from what they earned of late, and not where nobody can tell for two months.
    [InlineData("seasons", "Falls-with-the-quarter", "2027-02", "gold", MovedBy.FallsLater)]
    [InlineData("seasons", "Falls-with-the-quarter", "2027-03", "none", null)]
    [InlineData("seasons", "Earned-of-late", "2027-03", "gold", MovedBy.Validity)]
    [InlineData("seasons", "Earned-of-late", "2027-06", "none", null)]
    [InlineData("seasons", "Unknown-for-a-quarter", "2027-03", "gold", MovedBy.Unjudged)]
    [InlineData("seasons", "Unknown-for-a-quarter", "2027-08", "gold", MovedBy.Unjudged)]
    [InlineData("seasons", "Three-of-four-months", "2027-03", "none", null)]
    [InlineData("seasons", "Three-of-four-months", "2027-05", "silver", null)]
    // What operators decide holds as long as they say.
    [InlineData("gold-silver", "Barred-by-operator", "2027-Q2", "silver", MovedBy.DiscretionaryBar)]
    [InlineData("gold-silver", "Barred-by-operator", "2027-Q3", "gold", null)]
    [InlineData("gold-silver", "Kept-by-operator", "2027-Q3", "silver", MovedBy.Override)]
    [InlineData("gold-silver", "Gold-until-points", "2027-Q3", "none", null)]
    // What is not known, or not there, holds no medal.
    [InlineData("gold-silver", "Capability-unknown", "2027-Q2", "none", null)]
    [InlineData("gold-silver", "Away-in-autumn", "2027-Q3", "none", null)]
    [InlineData("refund-rate-warning", "Steady-warehouse!Pan", "2027-06", "serious", null)]
    // A product that is not there any more is warned of nothing.
    [InlineData("refund-rate-warning", "Steady-warehouse!Lamp", "2027-09", "not-judged", null)]
    [InlineData("annual-fee-refund", "Good-for-eight-months", "2027", "half", null)]
    public async Task AStoreHolds(string programme, string store, string period, string tier, MovedBy? by)
    {
        var outcome = await OutcomeAsync(programme, store, period);
        Assert.Equal((tier, by), (outcome.Tier, StandingCodec.ReadRule(outcome.Standing).By));
    }

    [Theory]
    [InlineData("Steady-warehouse", "2027-01", 1)]
    [InlineData("Steady-warehouse", "2027-06", 2)]
    [InlineData("Steady-warehouse", "2027-07", 0)]
    [InlineData("Just-risen", "2027-01", 0)]
    public async Task AStoresTieringReadsHowManyOfItsProductsAreSeriouslyAbove(string store, string month, long products)
    {
        var read = StandingCodec.ReadResults((await OutcomeAsync("managed-tier", store, month)).Standing);
        Assert.Equal([products], read["warned_products"].Select(part => part.Products));
    }

    [Fact]
    public async Task EveryRuleOfMovementIsSeen()
    {
        var seen = new SortedSet<MovedBy>();
        foreach (var run in await year.Marketplace.RunsAsync())
        {
            foreach (var script in Cast.All)
            {
                if (await year.Marketplace.OutcomeAsync(run.Key, script.Store) is { } outcome && StandingCodec.ReadRule(outcome.Standing).By is { } rule) seen.Add(rule);
            }
        }
        Assert.Equal(Enum.GetValues<MovedBy>(), seen);
    }

    [Fact]
    public async Task EveryProgrammeIsAssessedForTheWholeYear() => Assert.Equal(
        ["annual-fee-refund 1", "china-good-sellers 12", "gold-silver 4", "managed-tier 12", "pop-tier 12", "refund-rate-warning 12", "seasons 12", "service-level 12", "starters 12"],
        (await year.Marketplace.RunsAsync()).GroupBy(run => run.Key.Programme).Select(runs => FormattableString.Invariant($"{runs.Key} {runs.Select(run => run.Key.Period).Distinct().Count()}")));

    [Fact]
    public void WhatIsJudgedOnDemandIsNotWaitedFor() => Assert.DoesNotContain(year.Marketplace.Waited, waiting => waiting.StartsWith("store-entry", StringComparison.Ordinal));

    [Fact]
    public async Task AProtectedStoreShowsBothValues()
    {
        var run = await year.InForceAsync("gold-silver", "2027-Q3");
        var shown = Assert.Single(await year.Marketplace.Of<ExplainStoreHandler>().HandleAsync("Stuck-in-port", "gold-silver", run.Key.Period, CancellationToken.None)).Evidence;
        Assert.Equal(["port"], shown?.Exemptions.Select(exemption => exemption.Id));
        var logistics = shown?.Tiers[1].Findings.Single(finding => finding.Test.Id == "dsr-logistics");
        Assert.Equal(("4.8", Verdict.Met, "4.2", Verdict.Missed), (Written(logistics), logistics?.Verdict, Written(logistics?.Raw), logistics?.Raw?.Verdict));

        static string? Written(Finding? finding) => finding?.Metric.Codec.Write(finding.Units);
    }

    [Fact]
    public async Task WhatIsRecordedLateOpensAClosedQuarterForThoseItConcerns()
    {
        var runs = (await year.Marketplace.RunsAsync()).Where(run => run.Key.Programme == "gold-silver" && run.Key.Revision == 2).ToList();
        Assert.Equal(["gold-silver|2027-Q2|2", "gold-silver|2027-Q3|2"], runs.Select(run => run.Key.ToString()));
        Assert.Equal(("none", "gold", "corrected"), await CorrectionAsync(runs[0], "Wrongly-reported"));
        Assert.Equal(("none", "silver", "corrected"), await CorrectionAsync(runs[1], "Strike-told-late"));
        Assert.Equal(("silver", "silver", ""), await CorrectionAsync(runs[1], "Stuck-in-port"));
        // The quarter after the corrected one goes on from the correction.
        Assert.Equal("gold", (await OutcomeAsync("gold-silver", "Wrongly-reported", "2027-Q3")).Before);
    }

    /// <summary>The tier before a revision and after it, and the notice owed for it.</summary>
    private async Task<(string? Old, string? New, string Notice)> CorrectionAsync(Run run, string store)
    {
        var (old, corrected) = (await year.Marketplace.OutcomeAsync(run.Supersedes!, store), await year.Marketplace.OutcomeAsync(run.Key, store)); // a second revision supersedes the first
        return (old?.Tier, corrected?.Tier, string.Join(' ', (await year.Marketplace.NoticesAsync(run.Key, store)).Select(notice => notice.Template).Distinct()));
    }

    [Theory]
    [InlineData("owned", "official")]
    [InlineData("represented", "franchise")]
    [InlineData("none", "refused")]
    public async Task AStoreIsOpenedOnDemand(string brand, string tier)
    {
        var applicant = new { enterprise_payment = true, enterprise_authenticated = true, fee_paid = true, category_qualified = true, trademark_papers = true, brand };
        Assert.Equal(tier, (await year.Marketplace.CheckAsync("store-entry", "Applicant", applicant)).GetProperty("tier").GetString());
    }

    private async Task<StoredOutcome> OutcomeAsync(string programme, string store, string period) =>
        await year.Marketplace.OutcomeAsync((await year.InForceAsync(programme, period)).Key, store) ?? throw new InvalidOperationException($"{programme} {period} has no outcome of {store}.");
}
