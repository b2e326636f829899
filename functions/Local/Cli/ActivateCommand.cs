using System.CommandLine;
using System.Diagnostics;
using TierFunctions.Local.Files;
using TierFunctions.Local.Host;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Policies;
using TierFunctions.Policies.Linting;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier policy activate</c>: puts a draft in force, unless it cannot be meant or moves more stores than somebody answers for.</summary>
internal static class ActivateCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("draft") { Description = "The draft" };
        var policies = CommonOptions.Policies();
        var period = CommonOptions.Period(required: false);
        var most = new Option<decimal?>("--most-moved")
        {
            Description = "The largest share of stores that may move, such as 5%; otherwise what the version in force says (gate.mostMoved, 10 %)",
            HelpName = "share",
            CustomParser = result =>
            {
                if (Share.TryParse(result.Tokens[0].Value, out var share)) return share;
                result.AddError($"--most-moved {result.Tokens[0].Value}: expected a share from 0 to 100 %, such as 5% or 0.05.");
                return null;
            },
        };
        var accept = new Option<string?>("--accept-impact") { Description = "Why the draft goes into force although it moves more stores than that", HelpName = "reason" };
        var by = new Option<string>("--by") { Description = "Who puts it in force", DefaultValueFactory = _ => Environment.UserName, HelpName = "name" };
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var command = new Command("activate", "Puts a draft in force: copies it into the folder of policies, unless it would move too many stores") { file, policies, period, most, accept, by, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var draft = PolicyCommand.ReadDocument(parsed.GetValue(file)!);
            Refuse(draft);
            var folder = new PolicyDirectory(parsed.GetValue(policies)!);
            var inForce = folder.Before(draft);
            var reason = parsed.GetValue(accept);
            if (reason is not null && string.IsNullOrWhiteSpace(reason)) throw new BadInputException("--accept-impact \"\": expected a reason.");
            var limit = parsed.GetValue(most) ?? (inForce ?? draft).Policy!.Gate.MostMoved; // read without mistakes
            var simulation = inForce is null ? null : await SimulateAsync(draft, parsed.GetValue(data)!, parsed.GetValue(storage), parsed.GetValue(period), cancellationToken);
            if (simulation is not null && simulation.MovedShare > limit && reason is null)
            {
                SimulationText.Print(simulation);
                throw new BadInputException(
                    $"{draft.File} would move {Figures.Count(simulation.Moved)} of {Figures.Count(simulation.Stores)} stores of {simulation.Run} ({Figures.Share(simulation.Moved, simulation.Stores)}); at most {FormattableString.Invariant($"{limit * 100:0.####}")} % may move. Put it in force all the same with --accept-impact \"reason\".");
            }
            var path = folder.Add(draft, new Activation(
                draft.Policy!.Programme, draft.Policy.Version, draft.Sha256, parsed.GetValue(by)!, TimeProvider.System.GetUtcNow(), simulation?.Run, simulation?.Stores, simulation?.Moved, limit, reason));
            Console.WriteLine($"{path}: {draft.Policy.Programme} {draft.Policy.Version} is in force from {draft.Policy.EffectiveFrom}{(simulation is null ? "" : $"; of {simulation.Run}, {Figures.Count(simulation.Moved)} of {Figures.Count(simulation.Stores)} stores would move")}");
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>What no reason makes acceptable: what the linter calls an error, and test rows of its own that fail.</summary>
    private static void Refuse(PolicyReading draft)
    {
        var errors = Linter.Findings(draft).Where(finding => finding.Severity is Severity.Error).Select(finding => finding.ToString())
            .Concat(PolicyTests.Run(draft.Policy!, draft.Tests).Where(result => !result.Passes) // read without mistakes
                .Select(result => $"{draft.File}:{result.Test.Line}: {result.Test.Name}: {string.Join("; ", result.Differences)}"))
            .ToList();
        if (errors.Count > 0) throw new BadInputException($"{draft.File} cannot be put in force:\n{string.Join('\n', errors)}");
    }

    /// <summary>Null where the programme has never been assessed.</summary>
    private static async Task<Simulation?> SimulateAsync(PolicyReading draft, string data, string? storage, Domain.Calendar.Period? period, CancellationToken cancellationToken)
    {
        await using var host = await LocalHost.OpenToReadAsync(data, storage, cancellationToken, Environment.ProcessorCount);
        return await SimulateCommand.SimulateAsync(host, draft, period, cancellationToken) switch
        {
            SimulationResult.Done done => done.Simulation,
            SimulationResult.NothingStored => null,
            SimulationResult.Refused refused => throw new BadInputException(refused.Reason),
            _ => throw new UnreachableException(),
        };
    }
}
