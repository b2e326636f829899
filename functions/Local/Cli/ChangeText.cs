using Spectre.Console;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Revisions;
using TierFunctions.Pipeline.Runs;
using Status = TierFunctions.Domain.Evaluation.Status;

namespace TierFunctions.Local.Cli;

/// <summary>What differs between two runs as people read it in a terminal.</summary>
internal static class ChangeText
{
    /// <summary>A line for each store, as it comes.</summary>
    public static async Task PrintAsync(RunKey before, RunKey after, IAsyncEnumerable<ComparedStore> stores)
    {
        var count = 0L;
        await foreach (var store in stores)
        {
            if (count++ == 0) Console.WriteLine($"{after} beside {before}");
            var change = store.Change;
            Console.WriteLine($"{change.Store}: {Result(change.Old)} → {Result(change.New)}");
            foreach (var grant in change.Entitlements.Gained) Console.WriteLine($"  given       {Grant(grant)}");
            foreach (var grant in change.Entitlements.Lost) Console.WriteLine($"  taken back  {Grant(grant)}");
            foreach (var (old, now) in change.Entitlements.Changed) Console.WriteLine($"  other terms {Grant(now)}, was {Days(old)}");
            foreach (var notice in store.Notices) Console.WriteLine($"  notice      {notice.Channel}: {notice.Template} ({Words.Write(notice.State)})");
        }
        Console.WriteLine(count == 0 ? $"{before} and {after} say the same of every store." : $"Stores that differ: {Figures.Count(count)}");
    }

    /// <summary>The sums of a revision.</summary>
    public static void Print(IAnsiConsole console, RevisionSummary revision, RunKey? supersedes)
    {
        Console.WriteLine($"Revision          stores that differ from {supersedes}: {Figures.Count(revision.Stores)} ({Figures.Count(revision.Up)} up, {Figures.Count(revision.Down)} down); corrected notices: {Figures.Count(revision.Corrected)}");
        if (revision.Stores == 0) return;
        console.Write(Counts("Tier", ["Stores"], revision.Moves.Select(move => ($"{move.Before} → {move.Now}", new[] { move.Stores }))));
        if (revision.Entitlements.Count > 0)
            console.Write(Counts("Entitlement", ["Given", "Taken back", "Other terms"], revision.Entitlements.Select(one => (one.Title, new[] { one.Gained, one.Lost, one.Changed }))));
    }

    private static string Result(StoreResult? result) => result is null ? "no outcome" : result.Status is Status.Assessed ? result.Tier.Name : $"{result.Tier.Name} ({Words.Write(result.Status)})";

    private static string Grant(Grant grant) => $"{grant.Entitlement.Title.In("en")} ({Days(grant)})";

    private static string Days(Grant grant) => $"from {Day(grant.From)}{(grant.Until is { } until ? $" until {Figures.Day(until)}" : "")}";

    private static string Day(DateOnly? day) => day is { } known ? Figures.Day(known) : "";

    private static Table Counts(string first, string[] columns, IEnumerable<(string Name, long[] Counts)> rows)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn(first);
        foreach (var column in columns) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (name, counts) in rows) table.AddRow([Markup.Escape(name), .. counts.Select(Figures.Count)]);
        return table;
    }
}
