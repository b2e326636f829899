using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Cases;

/// <summary>A case as scripts and other programs read it.</summary>
public static class CaseJson
{
    /// <param name="log">Its log; null where that is not wanted.</param>
    public static void Write(Utf8JsonWriter json, FoundCase found, IReadOnlyList<CaseEntry>? log = null)
    {
        var (one, procedure) = (found.Case, found.Policy.Cases!); // a case was found by a policy that has them
        json.WriteStartObject();
        json.WriteString("case", one.Key.ToString());
        json.WriteString("programme", one.Key.Programme);
        json.WriteString("store", one.Store);
        json.WriteString("state", one.State);
        json.WriteString("enteredAt", one.EnteredAt);
        json.WriteString("dueOn", found.DueOn?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteBoolean("overdue", found.IsOverdue);
        json.WriteString("person", one.Person);
        json.WriteStartObject("scores");
        foreach (var (strength, score) in one.Scores) json.WriteNumber(strength, score);
        json.WriteEndObject();
        EvidenceJson.WriteNames(json, "received", one.Received.Order(StringComparer.Ordinal));
        json.WriteStartArray("steps");
        foreach (var step in procedure.StepsOf(one))
        {
            json.WriteStartObject();
            json.WriteString("to", step.To);
            EvidenceJson.WriteNames(json, "for", step.By.Select(CaseRules.Name));
            EvidenceJson.WriteNames(json, "how", procedure.Find(step.To)?.Ways.Select(way => way.Name) ?? []);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (log is not null) Write(json, log);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<CaseEntry> log)
    {
        json.WriteStartArray("log");
        foreach (var entry in log)
        {
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteString("event", Words.Write(entry.Event));
            json.WriteString("state", entry.State);
            if (entry.What is { } what) json.WriteString("what", what);
            if (entry.Score is { } score) json.WriteNumber("score", score);
            json.WriteString("by", entry.By);
            json.WriteString("at", entry.At);
            if (entry.Note is { } note) json.WriteString("note", note);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
