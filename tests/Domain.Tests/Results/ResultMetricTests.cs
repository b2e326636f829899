using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests.Results;

public sealed class ResultMetricTests
{
    private static readonly Metric Level = new("level", MetricKind.Level, values: ["failing", "good", "excellent"]);
    private static readonly Metric Count = new("good_months", MetricKind.Count);

    /// <summary>What three months showed, and what is read of them.</summary>
    public static TheoryData<ResultTake, MissingPart, string, string?> Levels { get; } = new()
    {
        { ResultTake.Worst, MissingPart.Missing, "excellent good excellent", "good" },
        { ResultTake.Best, MissingPart.Missing, "failing excellent good", "excellent" },
        { ResultTake.Last, MissingPart.Missing, "failing excellent good", "good" },
        // A month in which the store got no tier.
        { ResultTake.Worst, MissingPart.Missing, "excellent -not-assessed good", null },
        { ResultTake.Worst, MissingPart.LeaveOut, "excellent -not-assessed good", "good" },
        { ResultTake.Best, MissingPart.LeaveOut, "-no-outcome -not-eligible -failed", null },
        { ResultTake.Last, MissingPart.Missing, "-no-outcome -unknown-tier good", "good" },
        { ResultTake.Last, MissingPart.Missing, "good good -not-evaluable", null },
        { ResultTake.Last, MissingPart.LeaveOut, "excellent good -not-evaluable", "good" },
        // A month that nobody was assessed in: leaving it out would be a guess.
        { ResultTake.Worst, MissingPart.LeaveOut, "excellent -no-run good", null },
        { ResultTake.Last, MissingPart.LeaveOut, "excellent good -no-run", null },
        { ResultTake.Last, MissingPart.LeaveOut, "-no-run good -not-assessed", "good" },
    };

    /// <summary>What three earlier periods showed of an amount in whole cents, and what it comes to.</summary>
    public static TheoryData<ResultTake, MissingPart, string, string?> Readings { get; } = new()
    {
        { ResultTake.Mean, MissingPart.Missing, "1 2 2", "1.67" },
        { ResultTake.Mean, MissingPart.Missing, "-1 -2 -2", "-1.67" },
        { ResultTake.Mean, MissingPart.LeaveOut, "0.01 -0.02 no", "-0.01" },   // halfway, the one further from 0
        { ResultTake.Mean, MissingPart.LeaveOut, "0.01 0.02 no", "0.02" },
        { ResultTake.Mean, MissingPart.Missing, "1 no 2", null },
        { ResultTake.Mean, MissingPart.LeaveOut, "no no no", null },
        { ResultTake.Mean, MissingPart.LeaveOut, "1 run 2", null },
        { ResultTake.Sum, MissingPart.Missing, "1.5 2 -4", "-0.5" },
        { ResultTake.Sum, MissingPart.Missing, "92233720368547758 1 0", null },   // more than there is room for
        { ResultTake.Sum, MissingPart.Missing, "1000 1000 0", "2000" },
        { ResultTake.Min, MissingPart.Missing, "3 -4 5", "-4" },
        { ResultTake.Max, MissingPart.LeaveOut, "3 no 2", "3" },
        { ResultTake.Last, MissingPart.Missing, "3 4 5", "5" },
    };

    [Theory, MemberData(nameof(Readings))]
    public void TakesWhatEarlierReadingsComeTo(ResultTake take, MissingPart missingPart, string parts, string? read)
    {
        var amount = new Metric("before", MetricKind.Amount, unit: "USD", decimals: 2);
        var metric = Of(amount, new ResultSource("sales", Months, take, MissingPart: missingPart) { Reading = "sales" });
        var units = metric.Read([.. parts.Split(' ').Select(part => part switch
        {
            "no" => ResultPart.Without(ResultGap.NoReading),
            "run" => ResultPart.Without(ResultGap.NoRun),
            _ => metric.PartOfReading(part),
        })]);
        Assert.Equal(read, units == Metric.Missing ? null : amount.Codec.Write(units));
    }

    [Theory]
    [InlineData("4.5", true)]
    [InlineData("4.25", false)]   // finer than its decimal places
    [InlineData("5.5", false)]    // out of its range
    [InlineData("good", false)]
    public void AReadingThatTheMetricCannotHaveIsNone(string reading, bool isOne)
    {
        var metric = Of(new Metric("before", MetricKind.Rating, decimals: 1, minimum: 0, maximum: 5), new ResultSource("stars", Months) { Reading = "stars" });
        Assert.Equal(isOne ? ResultPart.OfReading(reading) : ResultPart.Without(ResultGap.NoReading), metric.PartOfReading(reading));
    }

    [Theory, MemberData(nameof(Levels))]
    public void ReadsOneOfSeveralTiers(ResultTake take, MissingPart missingPart, string parts, string? read)
    {
        var units = Of(Level, new ResultSource("service", Months, take, MissingPart: missingPart)).Read(Parts(parts));
        Assert.Equal(read, units == Metric.Missing ? null : Level.Values[(int)units]);
    }

    [Theory]
    [InlineData(MissingPart.Missing, "excellent good failing", 2L)]
    [InlineData(MissingPart.Missing, "failing failing failing", 0L)]
    [InlineData(MissingPart.Missing, "good good -not-assessed", Metric.Missing)]
    [InlineData(MissingPart.LeaveOut, "good good -not-assessed", 2L)]
    [InlineData(MissingPart.LeaveOut, "-not-assessed -not-assessed -not-assessed", Metric.Missing)]
    [InlineData(MissingPart.LeaveOut, "good good -no-run", Metric.Missing)]
    public void CountsPeriodsAtATier(MissingPart missingPart, string parts, long read) =>
        Assert.Equal(read, Of(Count, new ResultSource("service", Months, Counts: ["good", "excellent"], MissingPart: missingPart)).Read(Parts(parts)));

    /// <summary>What a store's products hold in one period, and what is read of them.</summary>
    [Theory]
    [InlineData(ResultTake.Worst, MissingPart.Missing, "excellent failing good", "failing")]
    [InlineData(ResultTake.Best, MissingPart.Missing, "failing excellent good", "excellent")]
    // What the programme does not assess is not held against the store; what nobody can tell may be the worst.
    [InlineData(ResultTake.Worst, MissingPart.Missing, "-not-assessed good -not-eligible -no-outcome", "good")]
    [InlineData(ResultTake.Worst, MissingPart.Missing, "good -not-evaluable", "NotEvaluable")]
    [InlineData(ResultTake.Worst, MissingPart.Missing, "-failed good", "Failed")]
    [InlineData(ResultTake.Worst, MissingPart.LeaveOut, "good -not-evaluable excellent", "good")]
    [InlineData(ResultTake.Worst, MissingPart.Missing, "-not-assessed -not-eligible", "NotAssessed")]
    [InlineData(ResultTake.Worst, MissingPart.Missing, "-no-outcome", "NoOutcome")]
    public void OfSeveralProductsTheWorstOrTheBestIsRead(ResultTake take, MissingPart missingPart, string products, string read)
    {
        var part = Of(Level, new ResultSource("warnings", Months, take, MissingPart: missingPart)).OfProducts(Parts(products));
        Assert.Equal(read, part.Tier ?? part.Gap.ToString());
    }

    [Theory]
    [InlineData(MissingPart.Missing, 2, 1, 0, 0L)]
    [InlineData(MissingPart.LeaveOut, 3, 3, 2, 2L)]
    public void ProductsAreCountedThatAreInEachOfThePeriods(MissingPart missingPart, long one, long other, long inEach, long read) =>
        Assert.Equal(read, OfProducts(missingPart).Read([ResultPart.OfProducts(one), ResultPart.OfProducts(other)], inEach));

    [Theory]
    [InlineData(ResultGap.NoRun)]
    [InlineData(ResultGap.NotEvaluable)]
    public void APeriodOfWhichNobodyCanTellIsNoneWithoutProducts(ResultGap gap) =>
        Assert.Equal(Metric.Missing, OfProducts(MissingPart.LeaveOut).Read([ResultPart.OfProducts(0), ResultPart.Without(gap)], inEach: 0));

    [Fact]
    public void ATierThatIsNoNameOfTheMetricIsAGap()
    {
        var metric = Of(Level, new ResultSource("service", Months));
        Assert.Equal([new ResultPart("good"), ResultPart.Without(ResultGap.UnknownTier)], [metric.PartOf("good"), metric.PartOf("superb")]);
        Assert.Equal("superb", Of(Count, new ResultSource("service", Months, Counts: ["good"])).PartOf("superb").Tier);
    }

    private static ResultMetric OfProducts(MissingPart missingPart) => Of(new Metric("warned", MetricKind.Count), new ResultSource("warnings", Months, MissingPart: missingPart) { Products = ["serious"] });

    private static ResultSpan Months { get; } = new(Domain.Calendar.Cadence.Monthly);

    private static ResultMetric Of(Metric metric, ResultSource source) => new(metric, 0, source, PeriodTests.Read("2026-Q3"));

    private static ResultPart[] Parts(string text) => [.. text.Split(' ').Select(part => part.StartsWith('-')
        ? ResultPart.Without(Enum.Parse<ResultGap>(part.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)) : new ResultPart(part))];
}
