using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
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
        json.WriteStartObject();
        SubjectJson.WriteMembers(json, explanation.Store);
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
        json.WriteString("industry", explanation.Industry);
        json.WriteString("status", WordOf((explanation.Evidence?.Status ?? explanation.Outcome?.Status)!.Value)); // one of the two is there
        if (explanation.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteString("tier", explanation.Evidence?.Standing.Tier.Name ?? explanation.Outcome?.Tier);
        json.WriteString("before", explanation.Evidence?.Before?.Name ?? explanation.Outcome?.Before);
        if (explanation.Evidence is { } evidence) WriteEvidence(json, evidence, plan.Policy.Peers.Percentile);
        if (explanation.Results.Count > 0) ResultJson.Write(json, explanation.Results);
        if (projection is not null) WriteProjection(json, projection);
        json.WriteEndObject();
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

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence, PercentileMethod method)
    {
        json.WriteString("movement", evidence.Movement.ToString().ToLowerInvariant());
        json.WriteString("since", evidence.Standing.Since is { } since ? Iso(since) : null);
        if (evidence.Moved is { } moved) WriteMoved(json, moved);
        if (evidence.Exemptions.Count > 0) WriteExemptions(json, evidence);
        WriteFindings(json, "population", evidence.Population, method);
        json.WriteStartArray("bars");
        foreach (var bar in evidence.Bars)
        {
            json.WriteStartObject();
            json.WriteString("id", bar.Bar.Id);
            json.WriteString("title", bar.Bar.Title.In("en"));
            json.WriteBoolean("applies", bar.Applies);
            WriteNames(json, "shuts", bar.Bar.Shuts);
            WriteFindings(json, "findings", bar.Findings, method);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteTiers(json, "tiers", evidence.Tiers, method);
        if (evidence.Below.Count > 0) WriteTiers(json, "below", evidence.Below, method);
        if (evidence.Ladders.Count > 0)
        {
            json.WriteStartObject("ladders");
            foreach (var ladder in evidence.Ladders) json.WriteString(ladder.Ladder.Name, ladder.Held?.Name);
            json.WriteEndObject();
        }
        GapJson.Write(json, evidence.Gap, method);
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
            json.WriteEndObject();
        }
        json.WriteEndArray();
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

    private static void WriteFindings(Utf8JsonWriter json, string name, IReadOnlyList<Finding> findings, PercentileMethod method)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            WriteFinding(json, finding, method);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void WriteFinding(Utf8JsonWriter json, Finding finding, PercentileMethod method)
    {
        var metric = finding.Metric;
        json.WriteString("id", finding.Test.Id);
        json.WriteString("metric", metric.Name);
        if (metric.Unit is { } unit) json.WriteString("unit", unit);
        WriteReading(json, "reading", metric, finding.Units);
        if (finding.Numerator is { } of && finding.Denominator is { } per)
        {
            WriteReading(json, "numerator", of.Metric, of.Units);
            WriteReading(json, "denominator", per.Metric, per.Units);
        }
        json.WriteString("comparison", WordOf(finding.Test.Comparison));
        json.WriteBoolean("inclusive", finding.Test.Comparison is not (Comparison.Above or Comparison.Below));
        LimitJson.Write(json, finding, method);
        json.WriteString("verdict", WordOf(finding.Verdict));
        if (finding.LiftedBy is { } exemption) json.WriteString("liftedBy", exemption.Id);
        if (finding.Raw is not { } raw) return;
        WriteReading(json, "rawReading", metric, raw.Units);
        json.WriteString("rawVerdict", WordOf(raw.Verdict));
    }

    /// <summary>Each requirement also says which tier it would reach by itself: the highest whose requirement of the same id is met.</summary>
    private static void WriteTiers(Utf8JsonWriter json, string name, IReadOnlyList<TierFinding> all, PercentileMethod method)
    {
        json.WriteStartArray(name);
        foreach (var tier in all)
        {
            json.WriteStartObject();
            json.WriteString("tier", tier.Tier.Name);
            json.WriteString("verdict", WordOf(tier.Verdict));
            json.WriteStartArray("requirements");
            foreach (var finding in tier.Findings)
            {
                json.WriteStartObject();
                WriteFinding(json, finding, method);
                json.WriteString("reaches", all.FirstOrDefault(other => other.Findings.Any(same => same.Test.Id == finding.Test.Id && same.Verdict is Verdict.Met))?.Tier.Name);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void WriteReading(Utf8JsonWriter json, string name, Metric metric, long units)
    {
        if (units == Metric.Missing) json.WriteNull(name);
        else if (metric.IsNumber) WriteNumber(json, name, metric.Codec.ToNumber(units));
        else if (metric.Kind is MetricKind.Flag) json.WriteBoolean(name, units != 0);
        else if (metric.IsNamed && (ulong)units >= (ulong)metric.Values.Count) json.WriteString(name, "(another)");
        else json.WriteString(name, metric.Codec.Write(units));
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is not { } value)
        {
            json.WriteNull(name);
            return;
        }
        json.WritePropertyName(name);
        WriteNumberValue(json, value);
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

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string WordOf(Status status) => status switch
    {
        Status.Assessed => "assessed",
        Status.NotEligible => "not-eligible",
        Status.NotEvaluable => "not-evaluable",
        Status.Failed => "failed",
        Status.NotAssessed => "not-assessed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Missed => "missed",
        Verdict.NotEvaluable => "not-evaluable",
        Verdict.NotConsidered => "not-considered",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string WordOf(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "at-least",
        Comparison.Above => "above",
        Comparison.AtMost => "at-most",
        Comparison.Below => "below",
        Comparison.Is => "is",
        Comparison.IsNot => "is-not",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
