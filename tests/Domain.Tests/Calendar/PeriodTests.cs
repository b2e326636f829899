using System.Globalization;
using TierFunctions.Domain.Calendar;

namespace TierFunctions.Domain.Tests.Calendar;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-07", "2026-07-01", "2026-07-31", "2026-06", "2026-08")]
    [InlineData("2026-01", "2026-01-01", "2026-01-31", "2025-12", "2026-02")]
    [InlineData("2028-02", "2028-02-01", "2028-02-29", "2028-01", "2028-03")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4", "2026-Q2")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-31", "2026-Q3", "2027-Q1")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2025", "2027")]
    [InlineData("2026-H1", "2026-01-01", "2026-06-30", "2025-H2", "2026-H2")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04", "2025-W52", "2026-W02")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03", "2026-W52", "2027-W01")]
    [InlineData("2028-02-29", "2028-02-29", "2028-02-29", "2028-02-28", "2028-03-01")]
    public void HasDaysAndNeighbours(string text, string first, string last, string previous, string next)
    {
        var period = Read(text);

        Assert.Equal(text, period.ToString());
        Assert.Equal((Day(first), Day(last)), (period.FirstDay, period.LastDay));
        Assert.Equal((previous, next), (period.Previous.ToString(), period.Next.ToString()));
        Assert.Equal(Day(last).AddDays(1), period.EffectiveDay);
        Assert.True(period.Previous < period && period < period.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("26-Q1")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-q1")]
    [InlineData("2026-H3")]
    [InlineData("2025-W53")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("1899")]
    [InlineData("9001")]
    [InlineData("２０２６")]
    [InlineData(" 2026")]
    public void IsNotReadFromAnythingElse(string text) => Assert.False(Period.TryParse(text, out _));

    [Theory]
    [InlineData("2026-10-01T02:00:00Z", "America/New_York", "2026-Q3")]
    [InlineData("2026-10-01T04:00:00Z", "America/New_York", "2026-Q4")]
    [InlineData("2026-10-01T03:59:59Z", "America/New_York", "2026-Q3")]
    [InlineData("2026-09-30T16:00:00Z", "Asia/Shanghai", "2026-Q4")]
    [InlineData("2026-09-30T15:59:59Z", "Asia/Shanghai", "2026-Q3")]
    [InlineData("2026-12-31T23:30:00-08:00", "America/Los_Angeles", "2026-Q4")]
    public void AnInstantLiesInThePeriodOfTheMarketplacesCalendar(string instant, string zone, string period) =>
        Assert.Equal(period, Period.Containing(Instant(instant), Cadence.Quarterly, Zone(zone)).ToString());

    [Theory]
    [InlineData("2026-10-01T02:00:00Z", "America/New_York", false)]
    [InlineData("2026-10-01T04:00:00Z", "America/New_York", true)]
    [InlineData("2026-10-01T02:00:00Z", "UTC", true)]
    [InlineData("2027-01-01T00:00:00Z", "America/New_York", true)]
    public void HasEndedOnceTheMarketplacesMidnightIsPast(string instant, string zone, bool ended) =>
        Assert.Equal(ended, Read("2026-Q3").HasEnded(Instant(instant), Zone(zone)));

    [Theory]
    [InlineData("2026-Q3", 1, Cadence.Yearly, 4)]
    [InlineData("2026-Q3", 6, Cadence.Monthly, 2)]
    [InlineData("2026-Q3", 4, Cadence.Monthly, null)]
    [InlineData("2026", 4, Cadence.Quarterly, 1)]
    [InlineData("2026", 1, Cadence.HalfYearly, null)]
    [InlineData("2026-07", 2, Cadence.Yearly, 24)]
    [InlineData("2026-W31", 14, Cadence.Daily, 2)]
    [InlineData("2026-W31", 1, Cadence.Daily, null)]
    [InlineData("2026-07-31", 3, Cadence.Weekly, 21)]
    [InlineData("2026-07-31", 1, Cadence.Monthly, null)]
    [InlineData("2026-07", 4, Cadence.Weekly, null)]
    public void ATimeIsAWholeNumberOfPeriodsOrNone(string period, int spans, Cadence unit, int? count) => Assert.Equal(count, Read(period).CountIn(spans, unit));

    [Theory]
    [InlineData("2026-Q1", 1, "2025-Q4")]
    [InlineData("2026-02", 24, "2024-02")]
    [InlineData("2026-W01", 2, "2025-W51")]
    [InlineData("2026-03-01", 1, "2026-02-28")]
    public void CountsBackOverYears(string period, int periods, string before) => Assert.Equal(before, Read(period).Before(periods).ToString());

    [Fact]
    public void PeriodsOfDifferentLengthsHaveNoOrder() => Assert.Throws<ArgumentException>(() => Read("2026") < Read("2026-Q1"));

    [Fact]
    public void TheDefaultIsJanuaryOfYearOne() => Assert.Equal("0001-01", default(Period).ToString());

    internal static Period Read(string text) => Period.TryParse(text, out var period) ? period : throw new ArgumentException(text, nameof(text));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
