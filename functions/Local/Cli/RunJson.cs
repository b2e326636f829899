using System.Text.Json;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>A run as scripts read it.</summary>
internal static class RunJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static void Write(Stream stream, Run run, LocalHost host, TimeSpan elapsed)
    {
        using (var json = new Utf8JsonWriter(stream, Indented)) WriteRun(json, run, host, elapsed);
        stream.WriteByte((byte)'\n');
    }

    public static void Write(Stream stream, IReadOnlyList<Run> runs, LocalHost host)
    {
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartArray();
            foreach (var run in runs) WriteRun(json, run, host, null);
            json.WriteEndArray();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void WriteRun(Utf8JsonWriter json, Run run, LocalHost host, TimeSpan? elapsed)
    {
        json.WriteStartObject();
        json.WriteString("run", run.Key.ToString());
        json.WriteString("state", run.State.ToString());
        json.WriteString("programme", run.Key.Programme);
        json.WriteString("period", run.Key.Period.ToString());
        json.WriteNumber("revision", run.Key.Revision);
        json.WriteString("policyVersion", run.PolicyVersion);
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
        json.WriteStartObject("notices");
        foreach (var state in new[] { NoticeState.Sent, NoticeState.Suppressed, NoticeState.Pending, NoticeState.DeadLettered })
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), run.Summary?.Notices.GetValueOrDefault(state) ?? 0);
        json.WriteEndObject();
        json.WriteString("outcomesSha256", run.Summary?.OutcomesSha256);
        if (elapsed is { } time) json.WriteNumber("elapsedMs", (long)time.TotalMilliseconds);
        json.WriteString("report", run.IsCompleted ? host.Files.AddressOf(run.Key, RunFile.Report) : null);
        WriteFindings(json, run);
        json.WriteEndObject();
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
}
