using System.CommandLine;
using System.Diagnostics;
using TierFunctions.Domain.Calendar;
using TierFunctions.Local.Host;
using TierFunctions.Pages.Simulations;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Policies;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier simulate</c>: what a draft would make of an assessed period; nothing is stored.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "The draft", Required = true, HelpName = "file" };
        var period = CommonOptions.Period(required: false);
        var html = new Option<string?>("--html") { Description = "Also writes a page to this file", HelpName = "file" };
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var workers = CommonOptions.Workers();
        var json = CommonOptions.Json();
        var command = new Command("simulate", "Judges an assessed period by a draft of its policy and says who would move; stores nothing") { policy, period, html, data, storage, workers, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var draft = PolicyCommand.ReadDocument(parsed.GetValue(policy)!);
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken, CommonOptions.Read(parsed, workers));
            var simulation = await SimulateAsync(host, draft, parsed.GetValue(period), cancellationToken) switch
            {
                SimulationResult.Done done => done.Simulation,
                SimulationResult.Refused refused => throw new BadInputException(refused.Reason),
                SimulationResult.NothingStored nothing => throw new BadInputException(nothing.Reason),
                _ => throw new UnreachableException(),
            };
            if (parsed.GetValue(html) is { } file) await File.WriteAllTextAsync(file, await SimulationReport.RenderAsync(simulation, draft.Policy!), cancellationToken); // read without mistakes
            if (parsed.GetValue(json)) Console.WriteLine(SimulationJson.Write(simulation));
            else SimulationText.Print(simulation);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <param name="draft">Read without mistakes.</param>
    internal static Task<SimulationResult> SimulateAsync(LocalHost host, PolicyReading draft, Period? period, CancellationToken cancellationToken) =>
        host.Simulate.HandleAsync(new SimulatePolicy(new PolicyText(draft.Policy!, draft.Text, draft.Sha256), period), cancellationToken);
}
