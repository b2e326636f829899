using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>What lasts, a condition or the holding of a tier: <c>streak: { tier: silver }</c>, <c>periods: { of: …, last: 4 }</c>.</summary>
internal sealed class StreakReader(Declared<Metric> declared, RequirementReader requirements, Declared<string> tiers)
{
    /// <param name="form">Whether periods in a row are counted, or those among the last ones.</param>
    public Derivation.Streak? Read(Cursor cursor, Form form, Metric metric)
    {
        if (cursor.Block(form) is not { } fields) return null;
        var of = fields.Find("of");
        var held = fields.Find("tier");
        var last = form == MovementForms.Periods ? fields.Require("last")?.Whole("periods", 2, LastPeriods.Most) : null;
        fields.RefuseOthers();
        if (metric.Kind is not MetricKind.Count) cursor.Mistake($"a number of periods that is a {metric.Kind.ToString().ToLowerInvariant()}", "a count");
        if (of is null == held is null)
        {
            cursor.Mistake(of is null ? "no condition and no tier" : "both 'of' and 'tier'", form.Expected);
            return null;
        }
        if (of is null) return tiers.Find(held) is { } tier ? new Derivation.Streak(null, tier) { Last = last } : null;
        var condition = requirements.Read(of, new Surroundings(allowsPeers: false));
        if (CarriedMetrics.In(condition, declared) is { } other) of.Mistake($"'{other}', itself a number of periods", "a condition of this period's readings");
        return condition is null ? null : new Derivation.Streak(condition, null) { Last = last };
    }
}
