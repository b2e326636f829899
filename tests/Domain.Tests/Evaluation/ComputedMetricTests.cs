using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using static TierFunctions.Domain.Tests.Sample;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class ComputedMetricTests
{
    private const Verdict Met = Verdict.Met;
    private const Verdict Missed = Verdict.Missed;
    private const Verdict Open = Verdict.NotEvaluable;

    private static readonly Requirement Busy = Check("orders", Comparison.AtLeast, 100);

    /// <summary>One disputed order in three weighs half, so the score is a sixth plus half of the stars: no decimal can hold it.</summary>
    [Theory]
    [InlineData("1", "3", Comparison.Above, Met)]
    [InlineData("1", "3", Comparison.Is, Missed)]
    [InlineData("1", "2", Comparison.Above, Met)]
    [InlineData("0", "3", Comparison.Is, Met)]
    [InlineData("0", "0", Comparison.Above, Open)]
    public void AWeightedScoreIsComparedWithoutRounding(string disputes, string orders, Comparison comparison, Verdict verdict) => Assert.Equal(
        verdict,
        VerdictOn(
            new Derivation.Combination([new WeightedPart("dispute_rate", 0.5m), new WeightedPart("stars", 0.5m)]), comparison, 2,
            ("disputes", disputes), ("orders", orders), ("stars", "4.0")));

    [Theory]
    [InlineData(MissingPart.Missing, 3, Open)]
    [InlineData(MissingPart.Zero, 3, Met)]
    [InlineData(MissingPart.LeaveOut, 4, Met)]
    public void AMissingPartMeansWhatTheScoreSays(MissingPart whenMissing, decimal score, Verdict verdict) => Assert.Equal(
        verdict,
        VerdictOn(new Derivation.Combination([new WeightedPart("stars", 0.75m), new WeightedPart("orders", 0.25m)], whenMissing), Comparison.Is, score, ("stars", "4.0")));

    [Theory]
    [InlineData(MissingPart.Missing, Open)]
    [InlineData(MissingPart.LeaveOut, Met)]
    public void AMeanOfNothingMissingIsThatOfTheRest(MissingPart whenMissing, Verdict verdict) => Assert.Equal(
        verdict, VerdictOn(new Derivation.Mean(["orders", "disputes", "points"], whenMissing), Comparison.Is, 2.5m, ("orders", "5")));

    /// <summary>One disputed order in three times four and a half stars is one and a half, exactly.</summary>
    [Theory]
    [InlineData("1", Met)]
    [InlineData("2", Missed)]
    public void AProductIsComparedWithoutRounding(string disputes, Verdict verdict) => Assert.Equal(
        verdict, VerdictOn(new Derivation.Product(["dispute_rate", "stars"]), Comparison.Is, 1.5m, ("disputes", disputes), ("orders", "3"), ("stars", "4.5")));

    [Theory]
    [InlineData(Rounding.Down, "399", 200)]
    [InlineData(Rounding.Down, "400", 400)]
    [InlineData(Rounding.Up, "401", 600)]
    [InlineData(Rounding.Up, "400", 400)]
    [InlineData(Rounding.Nearest, "299", 200)]
    [InlineData(Rounding.Nearest, "300", 400)]
    public void AReadingIsCutToWholeSteps(Rounding way, string orders, decimal steps) => Assert.Equal(
        Met, VerdictOn(new Derivation.Stepped("orders", 200, way), Comparison.Is, steps, ("orders", orders)));

    [Fact]
    public void StepsOfWhatIsMissingAreMissing() => Assert.Equal(Open, VerdictOn(new Derivation.Stepped("orders", 200, Rounding.Down), Comparison.Is, 0));

    [Fact]
    public void AConstantIsTheSameWhateverIsRead() => Assert.Equal(Met, VerdictOn(new Derivation.Constant("2.5"), Comparison.Is, 2.5m));

    [Theory]
    [InlineData("110.00", "100.00", Met)]
    [InlineData("109.99", "100.00", Missed)]
    [InlineData("1.00", "0.00", Open)]
    public void GrowthIsAShareOfWhatWasBefore(string sales, string before, Verdict verdict) => Assert.Equal(
        verdict, VerdictOn(new Derivation.Growth("sales", "returned"), Comparison.AtLeast, 0.1m, ("sales", sales), ("returned", before)));

    /// <summary>The period ends on 30 September 2026.</summary>
    [Theory]
    [InlineData("2026-03-30", 6)]
    [InlineData("2026-03-31", 6)]
    [InlineData("2026-04-01", 5)]
    [InlineData("2026-09-30", 0)]
    [InlineData("2026-10-01", -1)]
    public void AMonthIsCompleteOnTheSameDayOrTheLastOfAShorterMonth(string opened, int months) =>
        Assert.Equal(Met, VerdictOn(new Derivation.Age("opened", AgeUnit.Months), Comparison.Is, months, ("opened", opened)));

    [Theory]
    [InlineData("2026-09-01", 29)]
    [InlineData("2025-09-30", 365)]
    public void AnAgeInDaysIsAtThePeriodsEnd(string opened, int days) =>
        Assert.Equal(Met, VerdictOn(new Derivation.Age("opened", AgeUnit.Days), Comparison.Is, days, ("opened", opened)));

    [Theory]
    [InlineData("100", "4.0", Met)]
    [InlineData("99", "4.0", Missed)]
    [InlineData(null, "4.0", Open)]
    public void TheFirstAlternativeThatHoldsCounts(string? orders, string stars, Verdict verdict) => Assert.Equal(
        verdict,
        VerdictOn(
            new Derivation.Choice([new Alternative(Busy, "stars"), new Alternative(null, "points")]), Comparison.AtLeast, 4,
            [("stars", stars), .. orders is null ? Array.Empty<(string, string)>() : [("orders", orders)]]));

    [Theory]
    [InlineData("1", "3", 2)]
    [InlineData("0", "3", 1)]
    [InlineData("1", "2", 2)]
    public void ABandIsThatOfTheExactNumber(string disputes, string orders, int points) => Assert.Equal(
        Met,
        VerdictOn(
            new Derivation.Banded("dispute_rate", [new Band("1", null, new Bound(0.333333333m, true)), new Band("2", null, null)]), Comparison.Is, points,
            ("disputes", disputes), ("orders", orders)));

    [Theory]
    [InlineData("200", "5.0", 2)]
    [InlineData("200", "3.0", 1)]
    [InlineData("1", "3.0", 0)]
    public void CountsTheConditionsThatAreMet(string orders, string stars, int met) => Assert.Equal(
        Met, VerdictOn(new Derivation.Tally([Busy, Check("stars", Comparison.AtLeast, 4)]), Comparison.Is, met, ("orders", orders), ("stars", stars)));

    [Fact]
    public void ACountWithAConditionThatCannotBeToldIsMissing() =>
        Assert.Equal(Open, VerdictOn(new Derivation.Tally([Busy, Check("stars", Comparison.AtLeast, 4)]), Comparison.AtLeast, 0, ("orders", "1")));

    [Theory]
    [InlineData("9", "1", 9)]
    [InlineData(null, "1", 1)]
    [InlineData(null, null, 7)]
    public void TheFirstReadingCountsElseTheDefault(string? orders, string? disputes, int expected) => Assert.Equal(
        Met,
        VerdictOn(
            new Derivation.First(["orders", "disputes"], "7"), Comparison.Is, expected,
            [.. new (string Metric, string? Reading)[] { ("orders", orders), ("disputes", disputes) }.Where(one => one.Reading is not null).Select(one => (one.Metric, one.Reading!))]));

    [Theory]
    [InlineData(true, 9)]
    [InlineData(false, 2)]
    public void TheGreatestOrTheLeastCounts(bool greatest, int expected) =>
        Assert.Equal(Met, VerdictOn(new Derivation.Extreme(["orders", "disputes"], greatest), Comparison.Is, expected, ("orders", "9"), ("disputes", "2")));

    [Theory]
    [InlineData("90.00", "100.00", Met)]
    [InlineData("89.99", "100.00", Missed)]
    [InlineData("0.00", null, Open)]
    public void ALimitMayBeAShareOfTheStoresOwnPast(string sales, string? before, Verdict verdict)
    {
        var finding = Judge(
            Policy(Check(Test("sales", Comparison.AtLeast, new Limit.OfMetric(0.9m, "returned")))),
            [("sales", sales), .. before is null ? Array.Empty<(string, string)>() : [("returned", before)]]).Tiers[0].Findings.Single();

        Assert.Equal((verdict, before is null ? null : (long?)9000), (finding.Verdict, finding.Limit.Value?.Floor()));
    }

    [Theory]
    [InlineData("100", "3.0", Missed)]
    [InlineData("99", "3.0", Verdict.NotConsidered)]
    [InlineData(null, "5.0", Open)]
    public void ATestIsAskedOnlyWhereItsConditionHolds(string? orders, string stars, Verdict verdict) => Assert.Equal(
        verdict,
        Sample.VerdictOn(
            Test("stars", Comparison.AtLeast, new Limit.Fixed(4)) with { When = Busy },
            [("stars", stars), .. orders is null ? Array.Empty<(string, string)>() : [("orders", orders)]]));

    [Theory]
    [InlineData("100", "9", Met)]
    [InlineData("100", "10", Missed)]
    [InlineData("99", "0", Missed)]
    public void ALimitMayBeAShareOfAChosenMetric(string orders, string disputes, Verdict verdict)
    {
        var chosen = new Derivation.Choice([new Alternative(Check(Test("orders", Comparison.AtLeast, new Limit.Fixed(1)) with { When = Busy }), "orders"), new Alternative(null, "points")]);
        IReadOnlyList<Metric> metrics = [.. Sample.Metrics, new("chosen", MetricKind.Count, derivation: chosen)];
        var test = Test("disputes", Comparison.Below, new Limit.OfMetric(0.1m, "chosen"));
        Assert.Equal(
            verdict, Judge(Policy(Check(test), metrics: metrics), ("orders", orders), ("disputes", disputes)).Tiers[0].Findings.Single().Verdict);
    }

    [Fact]
    public void AdviceIsShownAndNeverDecides()
    {
        var evidence = Judge(
            Policy(new Requirement.All([Check("orders", Comparison.AtLeast, 1), Check(Test("stars", Comparison.AtLeast, new Limit.Fixed(4)) with { IsAdvisory = true })])),
            ("orders", "1"), ("stars", "1.0"));

        Assert.Equal(("gold", Missed), (evidence.Standing.Tier.Name, evidence.Tiers[0].Findings[1].Verdict));
    }

    [Theory]
    [InlineData("2026-Q2", 4)]
    [InlineData("2026-Q3", 4)]
    [InlineData("2026-Q4", 5)]
    public void ADatedLimitIsThatOfThePeriod(string period, int limit)
    {
        var dated = new Limit.Dated([new DatedLimit(Calendar.PeriodTests.Read("2026-Q3"), new Limit.Fixed(4)), new DatedLimit(Calendar.PeriodTests.Read("2026-Q4"), new Limit.Fixed(5))]);
        Assert.Equal(new Limit.Fixed(limit), dated.At(Calendar.PeriodTests.Read(period)));
    }

    private static Verdict VerdictOn(Derivation derivation, Comparison comparison, decimal limit, params (string Metric, string Reading)[] readings)
    {
        var kind = derivation is Derivation.Growth ? MetricKind.Rate : MetricKind.Score;
        IReadOnlyList<Metric> metrics = [.. Sample.Metrics, new("computed", kind, derivation: derivation)];
        return Judge(Policy(Check(Test("computed", comparison, new Limit.Fixed(limit))), metrics: metrics), readings).Tiers[0].Findings.Single().Verdict;
    }
}
