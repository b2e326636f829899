using System.Globalization;
using System.Text.Json;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Results;

namespace TierFunctions.Pipeline.Runs;

/// <summary>A run as scripts and other programs read it.</summary>
public static class RunDescription
{
    private static readonly NoticeState[] Ends = [NoticeState.Sent, NoticeState.Suppressed, NoticeState.Pending, NoticeState.DeadLettered];

    /// <summary>Writes what came of a run and what it rests on, as members of an object that the caller begins and ends.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Run run)
    {
        WriteSummary(json, run);
        json.WriteString("policySha256", run.PolicySha256);
        json.WriteString("createdAt", Instant(run.CreatedAt));
        json.WriteString("completedAt", run.CompletedAt is { } at ? Instant(at) : null);
        json.WriteString("previous", run.Previous?.ToString());
        json.WriteString("supersedes", run.Supersedes?.ToString());
        if (run.Reason is { } reason) json.WriteString("reason", reason);
        if (run.GateOverride is { } why) json.WriteString("gateOverride", why);
        WriteInputs(json, run);
        if (run.Sources is { } sources) WriteSources(json, sources);
    }

    /// <summary>Writes what came of a run, as members of an object that the caller begins and ends.</summary>
    public static void WriteSummary(Utf8JsonWriter json, Run run)
    {
        json.WriteString("run", run.Key.ToString());
        json.WriteString("state", run.State.ToString());
        json.WriteString("programme", run.Key.Programme);
        json.WriteString("period", run.Key.Period.ToString());
        json.WriteNumber("revision", run.Key.Revision);
        json.WriteString("policyVersion", run.PolicyVersion);
        if (run.Subject is { } subject) json.WriteString("subject", Words.Write(subject));
        json.WriteStartObject("rows");
        json.WriteNumber("read", run.Ingest?.Read ?? 0);
        json.WriteNumber("accepted", run.Ingest?.Accepted ?? 0);
        json.WriteNumber("quarantined", run.Ingest?.Quarantined ?? 0);
        json.WriteEndObject();
        json.WriteStartObject("stores");
        json.WriteNumber("evaluated", run.Summary?.Evaluated ?? 0);
        json.WriteNumber("notEvaluable", run.Summary?.NotEvaluable ?? 0);
        json.WriteNumber("failed", run.Summary?.Failed ?? 0);
        json.WriteEndObject();
        WriteCounts(json, "tiers", run.Summary?.Tiers ?? []);
        WriteCounts(json, "movements", run.Summary?.Movements ?? []);
        WriteNotices(json, run.Summary?.Notices);
        if (run.Summary?.Texts is { } texts)
        {
            json.WritePropertyName("textsExpected");
            SmsCostsJson.Write(json, texts);
        }
        if (run.Summary?.Revision is { } revision)
        {
            json.WritePropertyName("revised");
            ChangeJson.Write(json, revision);
        }
        json.WriteString("outcomesSha256", run.Summary?.OutcomesSha256);
        WriteFindings(json, run);
    }

    /// <summary>Writes how many notices have come to what, as a member.</summary>
    public static void WriteNotices(Utf8JsonWriter json, IReadOnlyDictionary<NoticeState, long>? counts)
    {
        json.WriteStartObject("notices");
        foreach (var state in Ends) json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), counts?.GetValueOrDefault(state) ?? 0);
        json.WriteEndObject();
    }

    private static void WriteInputs(Utf8JsonWriter json, Run run)
    {
        json.WriteStartArray("inputs");
        foreach (var input in run.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteNumber("length", input.Length);
            json.WriteString("sha256", input.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<SourceRun> sources)
    {
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("programme", source.Programme);
            json.WriteString("period", source.Period.ToString());
            json.WriteString("run", source.Run?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, Run run)
    {
        if (run.Failure is { } failure) json.WriteString("failure", failure);
        if (run.Ingest is not { Findings.Count: > 0 } ingest) return;
        json.WriteStartArray("findings");
        foreach (var finding in ingest.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("message", finding.Message);
            json.WriteBoolean("stops", finding.Stops);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts) json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
