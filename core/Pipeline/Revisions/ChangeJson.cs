using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Revisions;

/// <summary>What differs between two runs, as other programs read it.</summary>
public static class ChangeJson
{
    /// <summary>Writes the sums of a revision as one object.</summary>
    public static void Write(Utf8JsonWriter json, RevisionSummary revision)
    {
        json.WriteStartObject();
        json.WriteNumber("stores", revision.Stores);
        json.WriteNumber("up", revision.Up);
        json.WriteNumber("down", revision.Down);
        json.WriteStartArray("moves");
        foreach (var move in revision.Moves)
        {
            json.WriteStartObject();
            json.WriteString("old", move.Before);
            json.WriteString("new", move.Now);
            json.WriteNumber("stores", move.Stores);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("entitlements");
        foreach (var entitlement in revision.Entitlements)
        {
            json.WriteStartObject();
            json.WriteString("id", entitlement.Id);
            json.WriteString("title", entitlement.Title);
            json.WriteNumber("gained", entitlement.Gained);
            json.WriteNumber("lost", entitlement.Lost);
            json.WriteNumber("changed", entitlement.Changed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("noticesCorrected", revision.Corrected);
        json.WriteEndObject();
    }

    /// <summary>Writes a store that differs as one object.</summary>
    public static void Write(Utf8JsonWriter json, ComparedStore store)
    {
        var change = store.Change;
        json.WriteStartObject();
        SubjectJson.WriteMembers(json, change.Store);
        json.WriteString("industry", change.Industry);
        Write(json, "old", change.Old);
        Write(json, "new", change.New);
        json.WriteNumber("steps", change.Steps);
        Write(json, "gained", change.Entitlements.Gained);
        Write(json, "lost", change.Entitlements.Lost);
        json.WriteStartArray("changed");
        foreach (var (old, now) in change.Entitlements.Changed)
        {
            json.WriteStartObject();
            json.WriteString("id", now.Entitlement.Id);
            json.WriteString("title", now.Entitlement.Title.In("en"));
            WriteTerm(json, "old", old);
            WriteTerm(json, "new", now);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notices");
        foreach (var notice in store.Notices)
        {
            json.WriteStartObject();
            json.WriteString("channel", notice.Channel);
            json.WriteString("template", notice.Template);
            json.WriteString("state", Words.Write(notice.State));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, StoreResult? result)
    {
        if (result is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("status", Words.Write(result.Status));
        json.WriteString("tier", result.Tier.Name);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Grant> grants)
    {
        json.WriteStartArray(name);
        foreach (var grant in grants)
        {
            json.WriteStartObject();
            json.WriteString("id", grant.Entitlement.Id);
            json.WriteString("title", grant.Entitlement.Title.In("en"));
            WriteDays(json, grant);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTerm(Utf8JsonWriter json, string name, Grant grant)
    {
        json.WriteStartObject(name);
        WriteDays(json, grant);
        json.WriteEndObject();
    }

    private static void WriteDays(Utf8JsonWriter json, Grant grant)
    {
        json.WriteString("from", Iso(grant.From));
        json.WriteString("until", Iso(grant.Until));
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
