using System.Text.Json;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>Runs as scripts read them.</summary>
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
        RunDescription.WriteMembers(json, run);
        if (elapsed is { } time) json.WriteNumber("elapsedMs", (long)time.TotalMilliseconds);
        json.WriteString("report", run.IsCompleted ? host.Files.AddressOf(run.Key, RunFile.Report) : null);
        json.WriteEndObject();
    }
}
