using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// What a store of a test row held before: a tier, or <c>{ tier: silver, since: 2026-03-01, strikes: 1 }</c> with what the rules of
/// movement had counted by then.
/// </summary>
internal sealed class PolicyTestStandingReader(Declared<Metric> metrics, IReadOnlyList<string> tiers)
{
    public (string? Tier, DateOnly? Since, Carried Carried) Read(Cursor? cursor)
    {
        if (cursor?.AsBlock(MovementForms.Held) is not { } fields) return (cursor?.Tier(tiers), null, Carried.Nothing);
        var tier = fields.Require("tier")?.Tier(tiers);
        var since = fields.Find("since")?.Day();
        var strikes = fields.Find("strikes")?.Whole("misses in a row so far", 0, MovementForms.Many) ?? 0;
        var assessments = fields.Find("assessments")?.Whole("assessments so far", 0, MovementForms.Many) ?? 0;
        var cancelled = fields.Find("cancelled")?.Id("the id of a cancellation");
        var waits = fields.Find("waitsUntil")?.Day();
        var streaks = Streaks(fields.Find("streaks"));
        var valid = new List<KeyValuePair<string, DateOnly>>();
        foreach (var (name, value) in fields.Find("valid")?.Named("days by tier") ?? [])
        {
            if (!tiers.Contains(name, StringComparer.Ordinal)) value.Mistake($"the tier '{name}'", $"one of {string.Join(", ", tiers)}");
            else if (value.Day() is { } until) valid.Add(KeyValuePair.Create(name, until));
        }
        var unjudged = fields.Find("unjudgedUntil")?.Day();
        var interrupted = fields.Find("interrupted")?.Tier(tiers);
        fields.RefuseOthers();
        return (tier, since, new Carried(strikes, assessments, cancelled is null ? null : new Cancelled(cancelled, since ?? DateOnly.MinValue), waits, streaks)
        {
            Valid = valid, UnjudgedUntil = unjudged, Interrupted = interrupted is null ? null : new Interrupted(interrupted, since, null),
        });
    }

    private List<KeyValuePair<string, long>> Streaks(Cursor? cursor)
    {
        var streaks = new List<KeyValuePair<string, long>>();
        foreach (var (name, value) in cursor?.Named("periods in a row by metric") ?? [])
        {
            if (metrics.Get(name)?.Derivation is not Derivation.Streak streak) value.Mistake($"the metric '{name}'", "a metric that counts periods");
            else if (value.Whole("periods", 0, streak.Last ?? MovementForms.Many) is { } periods)
                streaks.Add(KeyValuePair.Create(name, streak.Last is null ? periods : LastPeriods.Latest(periods)));
        }
        return streaks;
    }
}
