using System.CommandLine;
using System.Diagnostics;
using TierFunctions.Domain.Calendar;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier run</c>: assesses a programme for a period, from metric blobs to a report.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var programme = CommonOptions.Programme(required: true);
        var period = CommonOptions.Period(required: true);
        var metrics = new Option<string[]>("--metrics") { Description = "Files or folders of metric blobs: *.csv, *.ndjson, plain or .gz; with --storage, in the container 'metrics'", Required = true, AllowMultipleArgumentsPerToken = true, HelpName = "path…" };
        var policies = CommonOptions.Policies();
        var rulings = new Option<string?>("--exemptions") { Description = "A document of exemptions and operators' decisions, recorded before the run begins", HelpName = "file" };
        var data = CommonOptions.Data();
        var storage = CommonOptions.Storage();
        var workers = CommonOptions.Workers();
        var revise = new Option<string?>("--revise") { Description = "Why a period that has been assessed is assessed again", HelpName = "reason" };
        var overrideGate = new Option<string?>("--override-gate") { Description = "Why a run that the quality gate stopped is to go on", HelpName = "reason" };
        var json = CommonOptions.Json();
        var command = new Command("run", "Assesses a programme's stores for a period") { programme, period, metrics, policies, rulings, data, storage, workers, revise, overrideGate, json };
        command.SetAction(CommandLine.Guarded((parsed, cancellationToken) =>
        {
            var start = new StartRun(
                parsed.GetValue(programme)!, parsed.GetValue(period)!.Value, parsed.GetValue(metrics)!, Reason(parsed.GetValue(revise), "--revise"), Reason(parsed.GetValue(overrideGate), "--override-gate"));
            return RunAsync(start, parsed.GetValue(policies)!, parsed.GetValue(data)!, parsed.GetValue(storage), CommonOptions.Read(parsed, workers), parsed.GetValue(json), cancellationToken, parsed.GetValue(rulings));
        }));
        return command;
    }

    private static string? Reason(string? reason, string option) =>
        reason is null || reason.Trim().Length > 0 ? reason?.Trim() : throw new BadInputException($"{option} needs a reason.");

    /// <summary>Runs one assessment to its end and prints what came of it.</summary>
    internal static async Task<int> RunAsync(StartRun start, string policies, string data, string? storage, int workers, bool json, CancellationToken cancellationToken, string? rulings = null)
    {
        var clock = Stopwatch.StartNew();
        using var display = RunDisplay.Create(quiet: json);
        await using var host = await LocalHost.OpenAsync(data, storage, policies, workers, display, TimeProvider.System, cancellationToken);
        if (rulings is not null) await RulingsCommand.RecordAsync(host, rulings, Environment.UserName, cancellationToken);
        var run = await StartAsync(host, start, cancellationToken);
        var wasOver = run.IsOver;
        if (!wasOver)
        {
            display.Begin(run);
            run = await FinishAsync(host, run, cancellationToken);
            display.End();
        }
        if (json) RunJson.Write(Console.OpenStandardOutput(), run, host, clock.Elapsed);
        else RunText.Print(run, host, wasOver, clock.Elapsed);
        if (!run.IsOver) PrintFailures(host);
        return run.State is RunState.Completed ? ExitCode.Done : ExitCode.RunFailed;
    }

    private static async Task<Run> StartAsync(LocalHost host, StartRun start, CancellationToken cancellationToken)
    {
        await host.ReleaseAsync(cancellationToken);
        switch (await host.Start.HandleAsync(start, cancellationToken))
        {
            case StartResult.Accepted accepted:
                await host.Queues.SendAsync(accepted.Messages, cancellationToken);
                return accepted.Run;
            case StartResult.Refused refused:
                throw new BadInputException(refused.Reason);
            default:
                throw new UnreachableException();
        }
    }

    private static async Task<Run> FinishAsync(LocalHost host, Run run, CancellationToken cancellationToken)
    {
        while (true)
        {
            await host.Pump.RunUntilIdleAsync(cancellationToken);
            run = await host.Runs.FindAsync(run.Key, cancellationToken) ?? run;
            // A sweep re-sends what a killed process left undone. What failed in this one would fail again.
            if (run.IsOver || host.Failures.Count > 0) return run;
            var messages = await host.Sweep.HandleAsync(cancellationToken);
            await host.Queues.SendAsync(messages, cancellationToken);
            // Another machine is at work on it in the same storage account.
            if (messages.Count == 0) await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static void PrintFailures(LocalHost host)
    {
        foreach (var failure in host.Failures.Select(failure => failure.Message).Distinct().TakeLast(3)) Console.Error.WriteLine($"tier: {failure}");
        Console.Error.WriteLine("tier: the run has not ended. Put right what is wrong and start the same command again: it goes on where it left off.");
    }
}
