using System.CommandLine;
using TierFunctions.Local.Sample;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier sample</c>: a made-up marketplace to try things on.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var stores = new Option<int>("--stores") { Description = "How many stores", DefaultValueFactory = _ => 1000, HelpName = "n" };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same stores", DefaultValueFactory = _ => 7, HelpName = "n" };
        var period = CommonOptions.Period(required: true);
        var output = new Option<string>("--out") { Description = "The folder to write to", Required = true, HelpName = "dir" };
        var command = new Command("sample", "Writes a made-up marketplace's metric blobs for a period") { stores, seed, period, output };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(stores) is < 3 or > 1_000_000) throw new BadInputException($"--stores {parsed.GetValue(stores)}: expected 3 to 1,000,000.");
            var written = await new SampleMarketplace(parsed.GetValue(stores), parsed.GetValue(seed))
                .WriteAsync(parsed.GetValue(period)!.Value, parsed.GetValue(output)!, cancellationToken);
            foreach (var file in written.Files) Console.WriteLine(FormattableString.Invariant($"{Path.Combine(parsed.GetValue(output)!, file.Name)}: {file.Rows:N0} rows"));
            Console.WriteLine(FormattableString.Invariant($"{written.Rows:N0} rows in all, {written.Malformed.Values.Sum():N0} of them malformed on purpose"));
            return ExitCode.Done;
        }));
        return command;
    }
}
