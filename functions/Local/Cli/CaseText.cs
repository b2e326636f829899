using System.Text.Json;
using Spectre.Console;
using TierFunctions.Domain.Cases;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Cases;
using RunWords = TierFunctions.Pipeline.Runs.Words;

namespace TierFunctions.Local.Cli;

/// <summary>Cases as people read them in a terminal, and as scripts do.</summary>
internal static class CaseText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public static void Print(IReadOnlyList<FoundCase> found)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Case", "Store", "State", "Since (UTC)", "With", "Due");
        foreach (var one in found)
            table.AddRow([.. new[] { one.Case.Key.ToString(), one.Case.Store, one.Case.State, $"{one.Case.EnteredAt.UtcDateTime:yyyy-MM-dd HH:mm}", one.Case.Person ?? "", DueOf(one) }.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
        Console.WriteLine(FormattableString.Invariant($"{found.Count:N0} cases, {found.Count(one => one.IsOverdue):N0} overdue"));
    }

    /// <param name="log">Its log; null where that is not wanted.</param>
    public static void Print(FoundCase found, IReadOnlyList<CaseEntry>? log)
    {
        var (one, procedure) = (found.Case, found.Policy.Cases!); // it was found by a policy that has cases
        Console.WriteLine($"{one.Key}: {one.State}{(one.Store == one.Key.Store ? "" : $", of the store {one.Store}")}{(one.Person is { } person ? $", with {person}" : "")}{(DueOf(found) is { Length: > 0 } due ? $"; due {due}" : "")}");
        foreach (var strength in procedure.Strengths.Where(strength => one.Scores.ContainsKey(strength.Name))) Console.WriteLine(FormattableString.Invariant($"  {strength.Name}: {one.Scores[strength.Name]}"));
        if (procedure.Materials.Count > 0 && one.Received.Count > 0) Console.WriteLine($"  papers: {string.Join(", ", procedure.Materials.Select(paper => paper.Name).Where(one.Received.Contains))}");
        if (procedure.StepsOf(one) is { Count: > 0 } steps) Console.WriteLine($"  next: {string.Join(", ", steps.Select(step => step.To + (step.By.Count == 0 ? "" : $" ({string.Join(" or ", step.By.Select(CaseRules.Name))})")))}");
        foreach (var entry in log ?? [])
            Console.WriteLine(FormattableString.Invariant($"  {entry.Number}. {Figures.Instant(entry.At)}  {entry.By}: {Done(entry)}{(entry.Note is { } note ? $" – {note}" : "")}"));
    }

    /// <summary>One object with an array of cases.</summary>
    public static void WriteJson(IReadOnlyList<FoundCase> found) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("cases");
        foreach (var one in found) CaseJson.Write(json, one);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void WriteJson(FoundCase found, IReadOnlyList<CaseEntry>? log) => Write(json => CaseJson.Write(json, found, log));

    private static void Write(Action<Utf8JsonWriter> write)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, Indented)) write(json);
        output.WriteByte((byte)'\n');
    }

    private static string Done(CaseEntry entry) => entry.Event switch
    {
        CaseEvent.Opened => $"opened, {entry.State}",
        CaseEvent.Moved => $"moved to {entry.State}{(entry.What is { } way ? $" by {way}" : "")}",
        CaseEvent.Assigned => $"assigned to {entry.What}, now {entry.State}",
        CaseEvent.Scored => FormattableString.Invariant($"scored {entry.What} {entry.Score}"),
        _ => $"{RunWords.Write(entry.Event)} {entry.What}",
    };

    private static string DueOf(FoundCase found) => found.DueOn is { } due ? $"{Figures.Day(due)}{(found.IsOverdue ? " overdue" : "")}" : "";
}
