using TierFunctions.Hooks.Mail;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>Letters as they would go out, one for each notice, in a folder. A store without a contact is written to under a name that nobody has.</summary>
internal static class NoticePreview
{
    /// <summary>Says how many letters there are, and what those by sms would cost.</summary>
    public static async Task<(long Letters, SmsCosts Costs)> WriteAsync(
        LocalHost host, RunKey run, string? store, string? channel, string? language, string folder, CancellationToken cancellationToken)
    {
        var written = 0L;
        var costs = SmsCosts.None;
        await foreach (var notice in store is null ? host.Notices.AllAsync(run, null, cancellationToken) : (await host.Notices.OfStoreAsync(run, store, cancellationToken)).ToAsyncEnumerable())
        {
            if (channel is not null && notice.Channel != channel) continue;
            var to = await host.Readers.OfAsync(notice, cancellationToken);
            var letter = await host.Letters.WriteAsync(FileNameOf(notice), notice.Channel, language is null ? to : to with { Language = language }, [notice], cancellationToken);
            await new FolderHook(folder, notice.Channel, new Sender("notices@preview.invalid")).SendAsync(letter, cancellationToken);
            if (letter.Cost is { } cost) costs = costs.With(cost);
            written++;
        }
        return (written, costs);
    }

    private static string FileNameOf(Notice notice) => $"{notice.Store}.{notice.Template}".Replace(':', '_');
}
