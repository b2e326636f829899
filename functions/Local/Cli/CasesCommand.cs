using System.CommandLine;
using TierFunctions.Domain.Cases;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier cases</c>: what people decide on the stores that a screening has found.</summary>
internal static class CasesCommand
{
    public static Command Create() => new("cases", "Works on the cases that screenings open: assign, move, score")
    {
        List(), Show(), CaseWorkCommands.Open(),
        CaseWorkCommands.Of("assign", "Gives a case to a person", [("person", "Who looks after it")], (key, words, by, note) => new CaseWork.Assign(key, words[0], by, note)),
        CaseWorkCommands.Move(),
        CaseWorkCommands.Of("score", "Scores a strength", [("strength", "What is scored"), ("number", "The score")], (key, words, by, note) => new CaseWork.Score(key, words[0], CaseWorkCommands.Number(words[1]), by, note)),
        CaseWorkCommands.Of("receive", "Notes that a paper came in", [("paper", "What came in")], (key, words, by, note) => new CaseWork.Receive(key, words[0], by, note)),
        CaseWorkCommands.Of("link", "Says which store a seller has opened who had none", [("store", "The store's id")], (key, words, by, note) => new CaseWork.Link(key, words[0], by, note)),
    };

    /// <summary>Reads a case as it is named everywhere.</summary>
    public static CaseKey Key(string text) => CaseKey.TryParse(text, out var key) ? key! // parsed, so not null
        : throw new BadInputException($"'{text}' is not a case: expected programme|store|period, as 'tier cases list' names it.");

    private static Command List()
    {
        var (programme, policies, data, storage, json) = (CommonOptions.Programme(required: false), CommonOptions.Policies(), CommonOptions.Data(), CommonOptions.Storage(), CommonOptions.Json());
        var state = new Option<string?>("--state") { Description = "Only cases in this state", HelpName = "state" };
        var person = new Option<string?>("--person") { Description = "Only cases that this person looks after", HelpName = "name" };
        var overdue = new Option<bool>("--overdue") { Description = "Only cases that have been in their state for too long" };
        var command = new Command("list", "Lists cases with their deadlines") { programme, state, person, overdue, policies, data, storage, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken, policies: parsed.GetValue(policies)!);
            var found = await host.FindCases.ListAsync(new FindCases(parsed.GetValue(programme), parsed.GetValue(state), parsed.GetValue(person), parsed.GetValue(overdue)), cancellationToken);
            if (parsed.GetValue(json)) CaseText.WriteJson(found);
            else CaseText.Print(found);
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Show()
    {
        var key = new Argument<string>("case") { Description = "The case, as 'tier cases list' names it: programme|store|period" };
        var (policies, data, storage, json) = (CommonOptions.Policies(), CommonOptions.Data(), CommonOptions.Storage(), CommonOptions.Json());
        var command = new Command("show", "Shows a case, and who did what to it when") { key, policies, data, storage, json };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var asked = Key(parsed.GetValue(key)!);
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken, policies: parsed.GetValue(policies)!);
            if (await host.FindCases.FindAsync(asked, cancellationToken) is not var (found, log)) throw new BadInputException($"There is no case {asked}; 'tier cases list' names those there are.");
            if (parsed.GetValue(json)) CaseText.WriteJson(found, log);
            else CaseText.Print(found, log);
            return ExitCode.Done;
        }));
        return command;
    }
}
