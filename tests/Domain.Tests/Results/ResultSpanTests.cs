using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Results;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests.Results;

public sealed class ResultSpanTests
{
    public static TheoryData<string, Cadence?, int?, string> Spans { get; } = new()
    {
        { "2026-07", null, null, "2026-07" },
        { "2026-Q3", Cadence.Monthly, null, "2026-07 2026-08 2026-09" },
        { "2026", Cadence.Quarterly, null, "2026-Q1 2026-Q2 2026-Q3 2026-Q4" },
        { "2026-Q3", Cadence.Monthly, 4, "2026-06 2026-07 2026-08 2026-09" },
        { "2026-02", Cadence.Quarterly, 1, "2025-Q4" },    // the first quarter has not ended yet
        { "2026-03", Cadence.Quarterly, 1, "2026-Q1" },    // it ends with the month
        { "2026-07", Cadence.Weekly, null, "2026-W28 2026-W29 2026-W30" }, // whole weeks alone: 6 to 26 July
        { "2026-07", Cadence.Quarterly, null, "" },
    };

    [Theory]
    [InlineData("2026-Q3", 1, null, "2026-Q2")]
    [InlineData("2026-Q3", 4, null, "2025-Q3")]
    [InlineData("2026-02", 1, 3, "2025-11 2025-12 2026-01")]
    public void ReadsEarlierPeriodsOfItsOwnLength(string judged, int ago, int? last, string periods) =>
        Assert.Equal(periods, string.Join(' ', new ResultSpan(Last: last) { Ago = ago }.Of(PeriodTests.Read(judged))));

    [Theory, MemberData(nameof(Spans))]
    public void ReadsWholePeriodsThatAreOverByThen(string judged, Cadence? cadence, int? last, string periods) =>
        Assert.Equal(periods, string.Join(' ', new ResultSpan(cadence, last).Of(PeriodTests.Read(judged))));
}
