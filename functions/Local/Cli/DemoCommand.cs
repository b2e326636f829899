using System.CommandLine;
using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier demo</c>: assesses the sample marketplace that comes with the project, <c>samples/{programme}/{period}</c>, period after period.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var samples = new Option<string>("--samples") { Description = "The folder with a folder for each programme, and in it one for each period", DefaultValueFactory = _ => "samples", HelpName = "dir" };
        var data = new Option<string>("--data") { Description = "The folder that keeps runs, outcomes and reports", DefaultValueFactory = _ => Path.Combine("data", "demo"), HelpName = "dir" };
        var policies = CommonOptions.Policies();
        var command = new Command("demo", "Assesses the sample marketplace that comes with the project") { samples, data, policies };
        command.SetAction(CommandLine.Guarded((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(samples)!, parsed.GetValue(data)!, parsed.GetValue(policies)!, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string samples, string data, string policies, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(samples)) throw new BadInputException($"There is no folder {samples}. Start this command from the project's root.");
        foreach (var programme in Directory.GetDirectories(samples).Order(StringComparer.Ordinal))
        {
            foreach (var (folder, period) in PeriodsIn(programme).OrderBy(found => found.Period))
            {
                var start = new StartRun(Path.GetFileName(programme), period, [folder]);
                var code = await RunCommand.RunAsync(start, policies, data, storage: null, Environment.ProcessorCount, json: false, cancellationToken);
                if (code != ExitCode.Done) return code;
            }
        }
        return ExitCode.Done;
    }

    private static IEnumerable<(string Folder, Period Period)> PeriodsIn(string programme)
    {
        foreach (var folder in Directory.GetDirectories(programme))
        {
            if (Period.TryParse(Path.GetFileName(folder), out var period)) yield return (folder, period);
        }
    }
}
