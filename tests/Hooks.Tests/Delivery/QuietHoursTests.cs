using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Delivery;

public sealed class QuietHoursTests
{
    private static readonly QuietHours[] Hours =
        [new(new(21, 0), new(8, 0)), new(new(22, 30), new(2, 30)), new(new(23, 0), new(0, 0)), new(new(0, 0), new(1, 30)), new(new(1, 0), new(3, 0)), QuietHours.None];

    /// <summary>Every zone, on and around every day in three years on which its clock is changed, at every hour and a half.</summary>
    [Fact]
    public void WhatIsHeldIsLetGoAtTheFirstMomentThatIsNotQuietInEveryZoneAndOnEveryDayTheClockIsChanged()
    {
        var changes = 0;
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            foreach (var change in ChangesOf(zone))
            {
                changes++;
                foreach (var quiet in Hours)
                {
                    for (var instant = change.AddHours(-26); instant < change.AddHours(26); instant = instant.AddMinutes(90)) Check(quiet, instant, zone);
                }
            }
        }
        Assert.True(changes > 300);
    }

    [Fact]
    public void ADayThatACountryLeftOutHasNoMorningToWaitFor()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia");
        // It went from the 29th to the 31st of December 2011.
        var evening = new DateTimeOffset(2011, 12, 29, 22, 0, 0, TimeSpan.FromHours(-10));
        Assert.Equal(new DateTimeOffset(2011, 12, 31, 8, 0, 0, TimeSpan.FromHours(14)), Hours[0].NextOpen(evening, zone));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-10-02T20:59:59+08:00", null)]
    [InlineData("Asia/Shanghai", "2026-10-02T21:00:00+08:00", "2026-10-03T08:00:00+08:00")]
    [InlineData("Asia/Shanghai", "2026-10-03T07:59:59+08:00", "2026-10-03T08:00:00+08:00")]
    [InlineData("America/New_York", "2026-10-31T23:00:00-04:00", "2026-11-01T08:00:00-05:00")]
    [InlineData("America/New_York", "2026-03-07T23:00:00-05:00", "2026-03-08T08:00:00-04:00")]
    public void TheClockIsTheRecipients(string zone, string at, string? open) =>
        Assert.Equal(Read(open ?? at), Hours[0].NextOpen(Read(at), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static void Check(QuietHours quiet, DateTimeOffset instant, TimeZoneInfo zone)
    {
        var open = quiet.NextOpen(instant, zone);
        Assert.True(open >= instant && !IsQuiet(quiet, open, zone), $"{zone.Id} {instant:O} {quiet}");
        // Every minute before is quiet, so that nobody waits longer than they must.
        for (var minute = open.AddMinutes(-1); minute >= instant; minute = minute.AddMinutes(-7)) Assert.True(IsQuiet(quiet, minute, zone), $"{zone.Id} {minute:O} {quiet}");
    }

    /// <summary>The same question asked in another way: by the minutes of the local day.</summary>
    private static bool IsQuiet(QuietHours quiet, DateTimeOffset instant, TimeZoneInfo zone)
    {
        var minutes = (instant + zone.GetUtcOffset(instant)).UtcDateTime.TimeOfDay.TotalMinutes;
        var (from, until) = (quiet.From.ToTimeSpan().TotalMinutes, quiet.Until.ToTimeSpan().TotalMinutes);
        return from < until ? from <= minutes && minutes < until : from > until && (minutes >= from || minutes < until);
    }

    private static IEnumerable<DateTimeOffset> ChangesOf(TimeZoneInfo zone)
    {
        var end = new DateTimeOffset(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var hour = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); hour < end; hour = hour.AddHours(12))
        {
            if (zone.GetUtcOffset(hour) != zone.GetUtcOffset(hour.AddHours(12))) yield return hour;
        }
    }

    private static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
