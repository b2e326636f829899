using Spectre.Console;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Local.Cli;

/// <summary>A simulation as people read it in a terminal.</summary>
internal static class SimulationText
{
    public static void Print(Simulation simulation)
    {
        Console.WriteLine($"{simulation.Programme} {simulation.DraftVersion} on {simulation.Period}, beside {simulation.Run} (policy {simulation.StoredVersion}); nothing is stored");
        foreach (var metric in simulation.MissingMetrics) Console.WriteLine($"  The stored rows hold no {metric}: it is missing for every store.");
        foreach (var unfit in simulation.UnfitReadings)
            Console.WriteLine($"  {Figures.Count(unfit.Stores)} readings of {unfit.Metric} are none under the draft, such as that of {unfit.FirstStore} (expected {unfit.Reason}): they count as missing.");
        foreach (var note in simulation.Notes) Console.WriteLine($"  {note}");
        Console.WriteLine();
        Console.WriteLine($"{Figures.Count(simulation.Moved)} of {Figures.Count(simulation.Stores)} stores would move ({Figures.Share(simulation.Moved, simulation.Stores)}): {Figures.Count(simulation.Up)} up, {Figures.Count(simulation.Down)} down");
        PrintMatrix(simulation);
        Print("Status", ["Stored", "Draft"], simulation.Statuses.Select(count => (count.Name, new[] { count.Stored, count.Draft })));
        Print("Industry", ["Stores", "Move", "Up", "Down"], simulation.Industries.Select(industry => (industry.Industry, new[] { industry.Stores, industry.Moved, industry.Up, industry.Down })));
        Print("Notice", ["Stored", "Draft"], simulation.Notices.Select(notice => ($"{notice.On}, {notice.Channel}: {notice.Text}", new[] { notice.Stored, notice.Draft })));
        Print("Entitlement", ["Stored", "Draft", "Gained", "Lost"], simulation.Entitlements.Select(one => (one.Title, new[] { one.Stored, one.Draft, one.Gained, one.Lost })));
        PrintNearest(simulation);
    }

    private static void PrintMatrix(Simulation simulation)
    {
        var columns = simulation.Moves.Select(move => move.Now).Distinct().ToList();
        Print("Stored \\ draft", [.. columns], simulation.Moves.GroupBy(move => move.Before)
            .Select(row => (row.Key, columns.Select(column => row.Where(move => move.Now == column).Sum(move => move.Stores)).ToArray())));
    }

    private static void PrintNearest(Simulation simulation)
    {
        if (simulation.Nearest.Count == 0) return;
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Nearest to a limit", "Tier", "Requirement", "Reading", "Limit", "Verdict");
        foreach (var near in simulation.Nearest)
            table.AddRow([.. new[] { near.Store, near.Tier, near.Test, FormattableString.Invariant($"{near.Reading}"), FormattableString.Invariant($"{near.Limit}"), near.Met ? "met" : "missed" }.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }

    private static void Print(string first, string[] columns, IEnumerable<(string Name, long[] Counts)> rows)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn(Markup.Escape(first));
        foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach (var (name, counts) in rows) table.AddRow([Markup.Escape(name), .. counts.Select(Figures.Count)]);
        if (table.Rows.Count > 0) AnsiConsole.Write(table);
    }
}
