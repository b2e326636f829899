using System.CommandLine;
using System.Globalization;
using TierFunctions.Domain.Cases;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>The commands by which people work on a case: who it is, what is done, what became of the case.</summary>
internal static class CaseWorkCommands
{
    private static readonly string[] Roles = [.. Enum.GetValues<CaseRole>().Select(CaseRules.Name)];

    /// <param name="arguments">What stands behind the case on the command line.</param>
    public static Command Of(string name, string description, (string Name, string Description)[] arguments, Func<CaseKey, IReadOnlyList<string>, CaseWorker, string?, CaseWork> work)
    {
        var (key, rest) = (Case(), arguments.Select(argument => new Argument<string>(argument.Name) { Description = argument.Description }).ToList());
        var command = new Command(name, description) { key };
        foreach (var argument in rest) command.Add(argument);
        return Working(command, (parsed, _, by, note) => Task.FromResult((CasesCommand.Key(parsed.GetValue(key)!), (Func<CaseKey, CaseWork>)(one => work(one, [.. rest.Select(argument => parsed.GetValue(argument)!)], by, note)))));
    }

    public static Command Move()
    {
        var (key, state) = (Case(), new Argument<string>("state") { Description = "Where it goes" });
        var how = new Option<string?>("--how") { Description = "How the step was taken, where the state asks for that, such as phone", HelpName = "way" };
        return Working(new Command("move", "Moves a case to another state") { key, state, how }, (parsed, _, by, note) =>
            Task.FromResult((CasesCommand.Key(parsed.GetValue(key)!), (Func<CaseKey, CaseWork>)(one => new CaseWork.Move(one, parsed.GetValue(state)!, parsed.GetValue(how), by, note)))));
    }

    public static Command Open()
    {
        var (store, programme) = (new Argument<string>("store") { Description = "The store's id, or one for a brand that has none" }, CommonOptions.Programme(required: true));
        return Working(new Command("open", "Opens a case for a store, or a brand without one, that no screening found") { store, programme }, async (parsed, host, by, note) =>
        {
            var policy = await host.FindCases.PolicyAsync(parsed.GetValue(programme)!, CancellationToken.None);
            return (host.FindCases.KeyOfToday(policy, parsed.GetValue(store)!), key => new CaseWork.Open(key, by, note));
        });
    }

    public static decimal Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new BadInputException($"'{text}' is not a score: expected a number such as 85.");

    private static Argument<string> Case() => new("case") { Description = "The case: programme|store|period" };

    private static Command Working(Command command, Func<ParseResult, LocalHost, CaseWorker, string?, Task<(CaseKey Key, Func<CaseKey, CaseWork> Work)>> ask)
    {
        var by = new Option<string>("--by") { Description = "Who does it", DefaultValueFactory = _ => Environment.UserName, HelpName = "name" };
        var role = new Option<string?>("--as") { Description = $"In which role, where the policy leaves a step to one: {string.Join(" or ", Roles)}", HelpName = "role" };
        role.AcceptOnlyFromAmong(Roles);
        var note = new Option<string?>("--note") { Description = "What should be known of it", HelpName = "text" };
        var (policies, data, storage, json) = (CommonOptions.Policies(), CommonOptions.Data(), CommonOptions.Storage(), CommonOptions.Json());
        foreach (var option in new Option[] { by, role, note, policies, data, storage, json }) command.Add(option);
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenAsync(
                parsed.GetValue(data)!, parsed.GetValue(storage), parsed.GetValue(policies)!, workers: 1, new Progress<RunProgress>(), TimeProvider.System, cancellationToken);
            var worker = new CaseWorker(parsed.GetValue(by)!, CaseRules.RoleOf(parsed.GetValue(role)) is { } known ? [known] : []);
            var (key, work) = await ask(parsed, host, worker, parsed.GetValue(note));
            var policy = await host.FindCases.PolicyAsync(key.Programme, cancellationToken);
            var result = await host.WorkOnCase.HandleAsync(work(key), policy, cancellationToken);
            if (result.Objection is { } objection) throw new BadInputException($"{key}: {objection.Why}.");
            var found = FoundCase.Of(result.Case!, policy, TimeProvider.System.GetUtcNow()); // there is one where nothing was objected to
            if (parsed.GetValue(json)) CaseText.WriteJson(found, null);
            else CaseText.Print(found, null);
            return ExitCode.Done;
        }));
        return command;
    }
}
