using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes the days after the period on which something that a store has, or waits for, is over, the nearest first.</summary>
internal static class DeadlineJson
{
    public static void Write(Utf8JsonWriter json, RunPlan plan, Evidence evidence)
    {
        json.WriteStartArray("deadlines");
        foreach (var deadline in Of(plan, evidence).Where(deadline => deadline.Day > plan.Run.Period.LastDay).OrderBy(deadline => deadline.Day).ThenBy(deadline => deadline.Kind))
        {
            json.WriteStartObject();
            json.WriteString("of", Words.Write(deadline.Kind));
            json.WriteString("on", deadline.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (deadline.Of is { } entitlement) json.WriteString("entitlement", entitlement);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<Deadline> Of(RunPlan plan, Evidence evidence)
    {
        foreach (var deadline in Deadline.OfStanding(plan.Plan.Mover, evidence.Standing)) yield return deadline;
        if (evidence.Moved is { Decision: not null, Until: { } until }) yield return new Deadline(DeadlineKind.Decision, until);
        // With the last of them the store stands on its own readings again.
        if (evidence.Exemptions.Count > 0) yield return new Deadline(DeadlineKind.Exemption, evidence.Exemptions.Max(exemption => plan.Policy.DayOf(exemption.End)));
        foreach (var grant in evidence.Grants)
        {
            if (grant is { IsGiven: true, Until: { } day }) yield return new Deadline(DeadlineKind.Entitlement, day, grant.Entitlement.Id);
        }
    }
}
