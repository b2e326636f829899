using TierFunctions.Policies.Rulings;

namespace TierFunctions.Policies.Tests;

public sealed class RulingMistakesTests
{
    private const string Exemption = "{ id: e1, reason: Strike, timeZone: Europe/Madrid, from: 2026-07-01, until: 2026-08-01, lifts: [logistics] }";
    private const string Decision = "{ id: d1, programme: medals, store: S1, tier: gold, by: Ana, reason: Flagship, from: 2026-07-01, until: 2026-10-01 }";

    [Fact]
    public void WholeDocumentsAreRead()
    {
        var reading = RulingDocument.Read("r.yaml", $"exemptions: [ {Exemption} ]\ndecisions: [ {Decision} ]");
        Assert.Empty(reading.Mistakes);
        Assert.Equal((new DateTime(2026, 8, 1), "gold"), (Assert.Single(reading.Rulings.Exemptions).Until, Assert.Single(reading.Rulings.Decisions).Tier));
    }

    [Theory]
    [InlineData(", until: 2026-08-01", "", "exemptions[0]: found no 'until', expected until: the first moment it no longer covers: there is no exemption without an end")]
    [InlineData("until: 2026-08-01", "until: 2026-07-01", "exemptions[0].until: found '2026-07-01', expected a moment after 'from'")]
    [InlineData("until: 2026-08-01", "until: 31 July", "exemptions[0].until: found '31 July', expected a day or a moment such as 2026-07-31 or 2026-07-31T18:00")]
    [InlineData("reason: Strike, ", "", "exemptions[0]: found no 'reason', expected reason: why it is granted")]
    [InlineData("timeZone: Europe/Madrid", "timeZone: CET-ish", "exemptions[0].timeZone: found 'CET-ish', expected a time zone's IANA name such as America/Los_Angeles")]
    [InlineData(", lifts: [logistics]", "", "exemptions[0]: found an exemption that lifts and recomputes nothing, expected lifts, recomputes or both")]
    [InlineData("lifts: [logistics]", "recomputes: { late: { } }", "exemptions[0].recomputes.late: found nothing to read instead, expected { readFrom: another_metric } or { value: 0 }")]
    [InlineData("lifts:", "lift:", "exemptions[0].lift: found the unknown field 'lift', expected one of id, reason, timeZone, from, until, programmes, stores, where, lifts, recomputes (did you mean 'lifts'?)")]
    public void AMistakeInAnExemptionIsReported(string written, string instead, string mistake) =>
        Refuses($"exemptions: [ {Exemption.Replace(written, instead, StringComparison.Ordinal)} ]", mistake);

    [Theory]
    [InlineData(", until: 2026-10-01", "", "decisions[0]: found no 'until', expected until: the first day it no longer holds; a decision expires")]
    [InlineData("by: Ana, ", "", "decisions[0]: found no 'by', expected by: who decided")]
    [InlineData("tier: gold, ", "", "decisions[0]: found no decision, or several, expected one of tier: the tier to hold, shuts: a list of tiers, or readmits: yes")]
    [InlineData("tier: gold", "readmits: yes", "decisions[0].until: found '2026-10-01', expected no such field: a re-admission happens once, on the day it holds from")]
    public void AMistakeInADecisionIsReported(string written, string instead, string mistake) =>
        Refuses($"decisions: [ {Decision.Replace(written, instead, StringComparison.Ordinal)} ]", mistake);

    [Fact]
    public void AnIdStandsOnce() => Refuses($"exemptions: [ {Exemption}, {Exemption} ]", "exemptions[1]: found the id 'e1' again, expected an id of its own");

    private static void Refuses(string document, string mistake)
    {
        var reading = RulingDocument.Read("r.yaml", document);
        Assert.Contains($"r.yaml:1: {mistake}", reading.Mistakes.Select(found => found.ToString()));
        Assert.True(reading.Rulings.IsEmpty);
    }
}
