using System.CommandLine;
using Spectre.Console;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier notices</c>: contacts, what would go out, sending, and what became of it.</summary>
internal static class NoticesCommand
{
    private const int MostMistakes = 20;

    public static Command Create() => new("notices", "Reads contacts; previews, sends, retries and lists the notices of a run") { Contacts(), Preview(), Send(), Retry(), List() };

    private static Command Contacts()
    {
        var file = new Argument<string>("file") { Description = "Contacts: CSV with a header, or .ndjson" };
        var (data, storage) = (CommonOptions.Data(), CommonOptions.Storage());
        var command = new Command("contacts", "Reads contacts in, each in place of the one with its id") { file, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            ContactReading read;
            try
            {
                read = ContactFile.Read(path, await File.ReadAllBytesAsync(path, cancellationToken));
            }
            catch (UnreadableInputException problem)
            {
                throw new BadInputException(problem.Message);
            }
            await using var host = await OpenAsync(parsed.GetValue(data)!, parsed.GetValue(storage), null, cancellationToken);
            await host.Contacts.SaveAsync(read.Contacts, cancellationToken);
            foreach (var mistake in read.Mistakes.Take(MostMistakes)) await Console.Error.WriteLineAsync($"tier: {mistake}");
            if (read.Mistakes.Count > MostMistakes) await Console.Error.WriteLineAsync(FormattableString.Invariant($"tier: and {read.Mistakes.Count - MostMistakes:N0} mistakes more"));
            Console.WriteLine(FormattableString.Invariant($"Contacts          {read.Read:N0} rows read = {read.Contacts.Count:N0} kept + {read.Read - read.Contacts.Count:N0} refused"));
            return read.Mistakes.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
        }));
        return command;
    }

    private static Command Preview()
    {
        var (run, store, data, storage) = (Run(), Store(), CommonOptions.Data(), CommonOptions.Storage());
        var channel = new Option<string?>("--channel") { Description = "Only notices of this channel: email, sms or webhook", HelpName = "channel" };
        var language = new Option<string?>("--lang") { Description = "In this language instead of each reader's own", HelpName = "tag" };
        var folder = new Option<string>("--folder") { Description = "Where letters are put", DefaultValueFactory = _ => "preview", HelpName = "dir" };
        var settings = Settings();
        var command = new Command("preview", "Writes what would go out into a folder; sends nothing and records nothing") { run, store, channel, language, folder, settings, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await OpenAsync(parsed.GetValue(data)!, parsed.GetValue(storage), parsed.GetValue(settings), cancellationToken);
            var key = await KeyAsync(host, parsed.GetValue(run)!, cancellationToken);
            var (written, costs) = await NoticePreview.WriteAsync(host, key, parsed.GetValue(store), parsed.GetValue(channel), parsed.GetValue(language), parsed.GetValue(folder)!, cancellationToken);
            Console.WriteLine(FormattableString.Invariant($"{written:N0} letters in {Path.GetFullPath(parsed.GetValue(folder)!)}"));
            if (costs.Letters > 0) Console.WriteLine($"Sms               {costs}");
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Send()
    {
        var (run, data, storage, settings) = (Run(), CommonOptions.Data(), CommonOptions.Storage(), Settings());
        var folder = new Option<string?>("--folder") { Description = "Put letters into this folder instead of sending them; they count as sent", HelpName = "dir" };
        var command = new Command("send", "Sends the notices of a run that are due") { run, folder, settings, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await OpenAsync(parsed.GetValue(data)!, parsed.GetValue(storage), parsed.GetValue(settings), cancellationToken, parsed.GetValue(folder));
            var key = await KeyAsync(host, parsed.GetValue(run)!, cancellationToken);
            if (!Contact.AllChannels.Any(host.Hooks.Has))
            {
                Console.WriteLine("No hook is configured, so nothing is sent: --settings names one, --folder puts letters into a folder.");
                await PrintSumsAsync(host, key, cancellationToken);
                return ExitCode.Done;
            }
            await host.ReleaseAsync(cancellationToken);
            await foreach (var page in host.SendNotices.DueAsync(key, cancellationToken))
            {
                await host.Queues.SendAsync(page, cancellationToken);
                await host.Pump.RunUntilIdleAsync(cancellationToken);
            }
            await host.Pump.RunUntilIdleAsync(cancellationToken);
            await PrintSumsAsync(host, key, cancellationToken);
            foreach (var failure in host.Failures.Select(failure => failure.GetType().Name).Distinct()) await Console.Error.WriteLineAsync($"tier: {failure}");
            foreach (var trouble in host.Hooks.Troubles) await Console.Error.WriteLineAsync($"tier: {trouble.Hook} ({trouble.Channel}): {trouble.Reason}; its letters wait and lose no try.");
            return host.Failures.Count == 0 && host.Hooks.Troubles.Count == 0 ? ExitCode.Done : ExitCode.RunFailed;
        }));
        return command;
    }

    private static Command Retry()
    {
        var (run, store, data, storage) = (Run(), Store(), CommonOptions.Data(), CommonOptions.Storage());
        var command = new Command("retry", "Makes dead-lettered notices pending again; 'send' then sends them") { run, store, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await OpenAsync(parsed.GetValue(data)!, parsed.GetValue(storage), null, cancellationToken);
            var key = await KeyAsync(host, parsed.GetValue(run)!, cancellationToken);
            var replayed = await host.ReplayNotices.HandleAsync(key, parsed.GetValue(store), cancellationToken);
            Console.WriteLine(FormattableString.Invariant($"{replayed:N0} notices are pending again."));
            await PrintSumsAsync(host, key, cancellationToken);
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command List()
    {
        var (run, store, data, storage) = (Run(), Store(), CommonOptions.Data(), CommonOptions.Storage());
        var state = new Option<string?>("--state") { Description = $"Only notices that are {string.Join(", ", Words.All<NoticeState>())}", HelpName = "state" };
        state.AcceptOnlyFromAmong([.. Words.All<NoticeState>()]);
        var most = new Option<int>("--most") { Description = "The most notices to list", DefaultValueFactory = _ => 50, HelpName = "n" };
        var (costs, settings) = (new Option<bool>("--cost") { Description = "Also says what the run's text messages cost at the most; writes every one of them" }, Settings());
        var command = new Command("list", "Lists the notices of a run and what became of them") { run, store, state, most, costs, settings, data, storage };
        command.SetAction(CommandLine.Guarded(async (parsed, cancellationToken) =>
        {
            await using var host = await LocalHost.OpenToReadAsync(parsed.GetValue(data)!, parsed.GetValue(storage), cancellationToken, settings: HookSettings.Read(parsed.GetValue(settings), null));
            var key = await KeyAsync(host, parsed.GetValue(run)!, cancellationToken);
            NoticeState? wanted = parsed.GetValue(state) is { } word ? Words.Read<NoticeState>(word) : null;
            var notices = parsed.GetValue(store) is { } one
                ? [.. (await host.Notices.OfStoreAsync(key, one, cancellationToken)).Where(notice => wanted is null || notice.State == wanted)]
                : (await host.Notices.PageAsync(key, wanted, null, Math.Clamp(parsed.GetValue(most), 1, 10_000), cancellationToken)).Notices;
            AnsiConsole.Write(TableOf(notices));
            await PrintSumsAsync(host, key, cancellationToken);
            if (parsed.GetValue(costs)) Console.WriteLine($"Sms at the most   {await host.SmsEstimate.OfRunAsync(key, long.MaxValue, cancellationToken)}");
            return ExitCode.Done;
        }));
        return command;
    }

    private static Table TableOf(IReadOnlyList<Notice> notices)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Store", "Channel", "Text", "State", "Tries", "By", "Due", "Reason");
        foreach (var notice in notices)
        {
            var delivery = notice.Delivery;
            table.AddRow(
                Markup.Escape(notice.Store), notice.Channel, Markup.Escape(notice.Template), Words.Write(notice.State), FormattableString.Invariant($"{delivery.Attempts}"),
                Markup.Escape(delivery.By ?? ""), notice.State is NoticeState.Pending && delivery.NotBefore is { } due ? Pages.Words.Figures.Instant(due) : "", Markup.Escape(delivery.Reason ?? ""));
        }
        return table;
    }

    /// <summary>The sum that the run's report has, as it stands now.</summary>
    private static async Task PrintSumsAsync(LocalHost host, RunKey key, CancellationToken cancellationToken)
    {
        var counts = await host.Notices.CountAsync(key, cancellationToken);
        var owed = (await host.Runs.FindAsync(key, cancellationToken))?.Summary?.NoticesOwed ?? counts.Values.Sum();
        long Of(NoticeState state) => counts.GetValueOrDefault(state);
        Console.WriteLine(FormattableString.Invariant(
            $"Notices           {owed:N0} = {Of(NoticeState.Sent):N0} sent + {Of(NoticeState.Suppressed):N0} suppressed + {Of(NoticeState.Pending):N0} pending + {Of(NoticeState.DeadLettered):N0} dead-lettered"));
        if (await host.Notices.CostsAsync(key, cancellationToken) is { Letters: > 0 } sent) Console.WriteLine($"Sms sent          {sent}");
        if (owed != counts.Values.Sum() - Of(NoticeState.Held)) throw new InvalidOperationException($"{key}: {owed} notices are owed, but {counts.Values.Sum()} are kept.");
    }

    private static async Task<RunKey> KeyAsync(LocalHost host, string text, CancellationToken cancellationToken)
    {
        if (!RunKey.TryParse(text, out var key)) throw new BadInputException($"--run '{text}': expected programme|period|revision, such as gold-silver|2026-Q3|1.");
        if (key!.IsOfReminders)
            return (await host.Reminders.ListAsync(DateTimeOffset.MinValue, cancellationToken)).Contains(key) ? key : throw new BadInputException($"No reminders lie under {text}; 'tier project --remind' owes them.");
        var run = await host.Runs.FindAsync(key, cancellationToken) ?? throw new BadInputException($"There is no run {text}; 'tier runs' lists them."); // parsed
        return run.IsCompleted ? run.Key : throw new BadInputException($"{text} has not completed, so its notices are held.");
    }

    private static async Task<LocalHost> OpenAsync(string data, string? storage, string? settings, CancellationToken cancellationToken, string? folder = null) =>
        await LocalHost.OpenAsync(data, storage, "policies", Environment.ProcessorCount, new Progress<RunProgress>(), TimeProvider.System, cancellationToken, HookSettings.Read(settings, folder));

    private static Option<string> Run() => new("--run") { Description = "The run, such as gold-silver|2026-Q3|1; gold-silver|2026-Q4|0 for the reminders of a period", Required = true, HelpName = "run" };

    private static Option<string?> Store() => new("--store") { Description = "Only this store", HelpName = "id" };

    private static Option<string?> Settings() => new("--settings") { Description = "A JSON file with the settings under Hooks; environment variables such as Hooks__Smtp__Host go before it", HelpName = "file" };
}
