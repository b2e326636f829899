using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes an explanation as JSON: numbers as exact numbers, a limit with where it comes from, null for what is missing.</summary>
public static class EvidenceJson
{
    /// <param name="projection">Where the store would stand if it were judged now; null where nobody asked.</param>
    public static void Write(Utf8JsonWriter json, Explanation explanation, Projection? projection = null)
    {
        var plan = explanation.Plan;
        var parts = WrittenParts.Of(plan);
        json.WriteStartObject();
        SubjectJson.WriteMembers(json, explanation.Store);
        // The members of the head are written out already: all but the name of the first go where its value goes.
        json.WritePropertyName("programme");
        json.WriteRawValue(parts.HeadOf(explanation).AsSpan("\"programme\":"u8.Length), skipInputValidation: true);
        json.WriteString("industry", explanation.Industry);
        json.WriteString("status", WordOf((explanation.Evidence?.Status ?? explanation.Outcome?.Status)!.Value)); // one of the two is there
        if (explanation.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteString("tier", explanation.Evidence?.Standing.Tier.Name ?? explanation.Outcome?.Tier);
        json.WriteString("before", explanation.Evidence?.Before?.Name ?? explanation.Outcome?.Before);
        if (explanation.Evidence is { } evidence)
        {
            WriteEvidence(json, evidence, parts);
            DeadlineJson.Write(json, plan, evidence);
        }
        if (explanation.Results.Count > 0) ResultJson.Write(json, explanation.Results);
        if (projection is not null) WriteProjection(json, projection);
        json.WriteEndObject();
    }

    /// <summary>What the answers of a run's stores have in common, as members of an object.</summary>
    internal static void WriteHead(Utf8JsonWriter json, Explanation explanation)
    {
        var plan = explanation.Plan;
        json.WriteString("programme", plan.Policy.Programme);
        json.WriteString("period", plan.Run.Period.ToString());
        json.WriteString("policyVersion", plan.Policy.Version);
        if (explanation.Run is { } run)
        {
            json.WriteString("run", run.Key.ToString());
            json.WriteNumber("revision", run.Key.Revision);
            json.WriteString("policySha256", run.PolicySha256);
        }
        if (explanation.BenchmarksOf is { } frozen) json.WriteString("benchmarksOf", frozen.ToString());
        WriteCalendar(json, plan.Policy, plan.Run.Period);
    }

    /// <summary>Of a store that no run has judged yet there is only the projection.</summary>
    public static void WriteNewcomer(Utf8JsonWriter json, string store, Projection projection)
    {
        json.WriteStartObject();
        SubjectJson.WriteMembers(json, store);
        WriteProjection(json, projection);
        json.WriteEndObject();
    }

    private static void WriteProjection(Utf8JsonWriter json, Projection projection)
    {
        json.WritePropertyName("projection");
        switch (projection)
        {
            case Projection.Judged judged:
                Write(json, judged.Explanation);
                break;
            case Projection.Impossible impossible:
                json.WriteStartObject();
                json.WriteString("period", impossible.Period.ToString());
                json.WriteString("reason", impossible.Reason);
                json.WriteEndObject();
                break;
        }
    }

    /// <summary>The days that the readings cover, and the day from which the next assessment counts.</summary>
    private static void WriteCalendar(Utf8JsonWriter json, Policy policy, Domain.Calendar.Period period)
    {
        json.WriteStartObject("window");
        json.WriteString("from", Iso(policy.LookBackDays is { } days ? period.LastDay.AddDays(1 - days) : period.FirstDay));
        json.WriteString("to", Iso(period.LastDay));
        json.WriteEndObject();
        json.WriteString("nextAssessment", policy.IsOnDemand ? null : Iso(period.Next.EffectiveDay));
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence, WrittenParts parts)
    {
        json.WriteString("movement", Runs.Words.Write(evidence.Movement));
        json.WriteString("since", evidence.Standing.Since is { } since ? Iso(since) : null);
        if (evidence.Moved is { } moved) WriteMoved(json, moved);
        if (evidence.Exemptions.Count > 0) WriteExemptions(json, evidence);
        FindingJson.Write(json, "population", evidence.Population, parts);
        json.WriteStartArray("bars");
        foreach (var bar in evidence.Bars)
        {
            json.WriteStartObject();
            json.WriteString("id", bar.Bar.Id);
            json.WriteString("title", bar.Bar.Title.In("en"));
            json.WriteBoolean("applies", bar.Applies);
            WriteNames(json, "shuts", bar.Bar.Shuts);
            FindingJson.Write(json, "findings", bar.Findings, parts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        FindingJson.Write(json, "tiers", evidence.Tiers, parts);
        if (evidence.Below.Count > 0) FindingJson.Write(json, "below", evidence.Below, parts);
        if (evidence.Ladders.Count > 0)
        {
            json.WriteStartObject("ladders");
            foreach (var ladder in evidence.Ladders) json.WriteString(ladder.Ladder.Name, ladder.Held?.Name);
            json.WriteEndObject();
        }
        GapJson.Write(json, evidence.Gap, parts);
        json.WriteStartArray("entitlements");
        foreach (var grant in evidence.Grants)
        {
            json.WriteStartObject();
            json.WriteString("id", grant.Entitlement.Id);
            json.WriteString("title", grant.Entitlement.Title.In("en"));
            json.WriteBoolean("given", grant.IsGiven);
            json.WriteString("from", grant.From is { } from ? Iso(from) : null);
            json.WriteString("until", grant.Until is { } until ? Iso(until) : null);
            if (grant.Withheld is { } withheld) json.WriteString("withheld", withheld);
            if (grant.Entitlement.Terms is { } terms) json.WriteString("terms", terms.In("en"));
            if (grant.Entitlement.Worth is { } worth) WriteWorth(json, worth, grant.Comes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteWorth(Utf8JsonWriter json, Worth worth, decimal? comes)
    {
        json.WriteStartObject("worth");
        if (worth.Currency is null)
        {
            json.WritePropertyName("share");
            WriteNumberValue(json, worth.Number);
        }
        if (worth.Of is { } metric)
        {
            json.WriteString("of", metric.Name);
            json.WritePropertyName("amount");
            if (comes is { } amount) WriteNumberValue(json, amount);
            else json.WriteNullValue();
        }
        else if (worth.Currency is not null)
        {
            json.WritePropertyName("amount");
            WriteNumberValue(json, worth.Number);
        }
        if ((worth.Currency ?? worth.Of?.Unit) is { } unit) json.WriteString("unit", unit);
        json.WriteEndObject();
    }

    private static void WriteExemptions(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartArray("exemptions");
        foreach (var exemption in evidence.Exemptions)
        {
            json.WriteStartObject();
            json.WriteString("id", exemption.Id);
            json.WriteString("reason", exemption.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMoved(Utf8JsonWriter json, Moved moved)
    {
        json.WriteString("earned", moved.Earned.Name);
        json.WriteString("heldBy", moved.By is { } by ? Runs.Words.Write(by) : null);
        json.WriteString("until", moved.Until is { } until ? Iso(until) : null);
        if (moved.Decision is { } decision)
        {
            json.WriteStartObject("decision");
            json.WriteString("id", decision.Id);
            json.WriteString("by", decision.By);
            json.WriteString("reason", decision.Reason);
            json.WriteEndObject();
        }
        var carried = moved.Standing.Carried;
        if (carried.Strikes > 0) json.WriteNumber("strikes", carried.Strikes);
        if (carried.WaitsUntil is { } waits) json.WriteString("waitsUntil", Iso(waits));
        if (carried.Cancelled is not { } cancelled) return;
        json.WriteString("cancelled", cancelled.By);
        json.WriteString("cancelledFrom", Iso(cancelled.From));
    }

    internal static void WriteNumberValue(Utf8JsonWriter json, decimal number)
    {
        Span<byte> text = stackalloc byte[48];
        if (!number.TryFormat(text, out var length, "0.############", CultureInfo.InvariantCulture)) throw new System.Diagnostics.UnreachableException();
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    internal static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var value in names) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string WordOf(Status status) => status switch
    {
        Status.Assessed => "assessed",
        Status.NotEligible => "not-eligible",
        Status.NotEvaluable => "not-evaluable",
        Status.Failed => "failed",
        Status.NotAssessed => "not-assessed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
