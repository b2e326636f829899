using System.CommandLine;
using Spectre.Console;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier rulings</c>: exemptions and operators' decisions, which are recorded once and never changed.</summary>
internal static class RulingsCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var file = new Argument<string>("file") { Description = "A document of exemptions and decisions" };
        var by = new Option<string>("--by") { Description = "Who records them", DefaultValueFactory = _ => Environment.UserName, HelpName = "name" };
        var add = new Command("add", "Records the exemptions and decisions of a document; 'tier run --revise' then judges a closed period anew") { file, by, data, storage };
        add.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenAsync(
                parsed.GetValue(data)!, parsed.GetValue(storage), "policies", workers: 1, new Progress<RunProgress>(), TimeProvider.System, cancellationToken);
            await RecordAsync(host, parsed.GetValue(file)!, parsed.GetValue(by)!, cancellationToken);
            return ExitCode.Done;
        }));
        var list = new Command("list", "Lists what is recorded") { data, storage };
        list.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken);
            Print(await host.Rulings.ListAsync(cancellationToken));
            return ExitCode.Done;
        }));
        return new Command("rulings", "Records and lists exemptions and operators' decisions") { add, list };
    }

    internal static async Task RecordAsync(LocalHost host, string file, string by, CancellationToken cancellationToken)
    {
        var reading = RulingDocument.Read(file, await File.ReadAllTextAsync(file, cancellationToken));
        if (reading.Mistakes.Count > 0) throw new BadInputException(string.Join('\n', reading.Mistakes));
        var result = await host.RecordRulings.HandleAsync(reading.Rulings, by, cancellationToken);
        if (result.Refused.Count > 0) throw new BadInputException(string.Join('\n', result.Refused.Select(reason => $"{file}: {reason}")));
        await Console.Error.WriteLineAsync($"tier: recorded {result.Recorded.Count}: {string.Join(", ", result.Recorded)}{(result.Known.Count > 0 ? $"; known already: {string.Join(", ", result.Known)}" : "")}");
    }

    private static void Print(IReadOnlyList<RulingEntry> entries)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Id", "What", "From", "Until", "Reason", "Recorded by", "At (UTC)");
        foreach (var entry in entries)
        {
            var set = entry.Read();
            foreach (var one in set.Exemptions)
                table.AddRow([.. new[] { one.Id, "exemption", $"{one.From:yyyy-MM-dd HH:mm} {one.TimeZone}", $"{one.Until:yyyy-MM-dd HH:mm}", one.Reason, entry.By, $"{entry.At:yyyy-MM-dd HH:mm}" }.Select(Markup.Escape)]);
            foreach (var one in set.Decisions)
                table.AddRow([.. new[] { one.Id, $"{one.Programme} {one.Store}: {one.Kind.ToString().ToLowerInvariant()} {one.Tier ?? string.Join(", ", one.Shuts)}".TrimEnd(), $"{one.From:yyyy-MM-dd}", one.Until is { } until ? $"{until:yyyy-MM-dd}" : "", one.Reason, one.By, $"{entry.At:yyyy-MM-dd HH:mm}" }.Select(Markup.Escape)]);
        }
        AnsiConsole.Write(table);
    }
}
