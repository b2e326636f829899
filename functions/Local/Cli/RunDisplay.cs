using System.Diagnostics;
using Spectre.Console;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>Shows how a run comes along: bars on a terminal, a line now and then elsewhere, nothing where only JSON is wanted.</summary>
internal abstract class RunDisplay : IProgress<RunProgress>, IDisposable
{
    public static RunDisplay Create(bool quiet) =>
        quiet ? new Silence() : AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected ? new Bars() : new Lines();

    public virtual void Begin(Run run)
    {
    }

    public virtual void End()
    {
    }

    public abstract void Report(RunProgress value);

    public virtual void Dispose()
    {
    }

    private sealed class Silence : RunDisplay
    {
        public override void Report(RunProgress value)
        {
        }
    }

    private sealed class Lines : RunDisplay
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
        private readonly Stopwatch sinceLast = new();
        private RunState? stage;
        private long judged;

        public override void Begin(Run run) => Console.WriteLine($"{run.Key}: policy {run.PolicyVersion}, {run.Inputs.Count} input{(run.Inputs.Count == 1 ? "" : "s")}");

        public override void Report(RunProgress value)
        {
            lock (sinceLast)
            {
                if (value.State is RunState.Evaluating) judged += value.Done;
                if (stage == value.State && sinceLast.Elapsed < Interval) return;
                stage = value.State;
                sinceLast.Restart();
                Console.WriteLine(value.State is RunState.Ingesting
                    ? FormattableString.Invariant($"reading: {value.Done:N0} rows, {value.Bytes >> 20:N0} of {value.TotalBytes >> 20:N0} MiB")
                    : FormattableString.Invariant($"judging: {judged:N0} of {value.Total:N0} stores"));
            }
        }
    }

    private sealed class Bars : RunDisplay
    {
        private readonly Lock changing = new();
        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task showing = Task.CompletedTask;
        private ProgressTask? reading;
        private ProgressTask? judging;

        public override void Begin(Run run)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            showing = AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(async context =>
                {
                    reading = context.AddTask("Reading", maxValue: 1);
                    judging = context.AddTask("Judging", autoStart: false, maxValue: 1);
                    begun.SetResult();
                    await over.Task;
                });
            begun.Task.Wait();
        }

        public override void Report(RunProgress value)
        {
            lock (changing)
            {
                if (reading is null || judging is null) return;
                if (value.State is RunState.Ingesting)
                {
                    Move(reading, value.Bytes, value.TotalBytes, FormattableString.Invariant($"Reading {value.Done:N0} rows{RateOf(reading, value.Done)}"));
                    return;
                }
                reading.Value = reading.MaxValue;
                if (!judging.IsStarted) judging.StartTask();
                if (judging.MaxValue != value.Total) judging.MaxValue = Math.Max(value.Total, 1);
                judging.Increment(value.Done);
                judging.Description = FormattableString.Invariant($"Judging {judging.Value:N0} stores{RateOf(judging, judging.Value)}");
            }
        }

        public override void End()
        {
            if (reading is not null && judging is not null) (reading.Value, judging.Value) = (reading.MaxValue, judging.MaxValue);
            over.TrySetResult();
            showing.Wait();
        }

        public override void Dispose()
        {
            over.TrySetResult();
            base.Dispose();
        }

        private static void Move(ProgressTask task, double done, double total, string description)
        {
            task.MaxValue = Math.Max(total, 1);
            task.Value = done;
            task.Description = description;
        }

        private static string RateOf(ProgressTask task, double done) =>
            task.ElapsedTime is { TotalSeconds: > 0.5 } elapsed ? FormattableString.Invariant($", {done / elapsed.TotalSeconds:N0}/s") : "";
    }
}
