using TierFunctions.Domain.Programmes;
using TierFunctions.Hooks.Mail;
using TierFunctions.Hooks.Sms;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>Letters as they would go out, one for each notice, in a folder. A store without a contact is written to under a name that nobody has.</summary>
internal static class NoticePreview
{
    /// <summary>The number of those who have none.</summary>
    public const string Nobody = "+10000000000";

    /// <summary>Says how many letters there are, and what those by sms would cost.</summary>
    public static async Task<(long Letters, SmsCosts Costs)> WriteAsync(
        LocalHost host, RunKey run, string? store, string? channel, string? language, string folder, CancellationToken cancellationToken)
    {
        var written = 0L;
        var costs = new SmsCosts();
        await foreach (var notice in store is null ? host.Notices.AllAsync(run, null, cancellationToken) : (await host.Notices.OfStoreAsync(run, store, cancellationToken)).ToAsyncEnumerable())
        {
            if (channel is not null && notice.Channel != channel) continue;
            var to = await ReaderAsync(host, notice, cancellationToken);
            var letter = await host.Letters.WriteAsync(FileNameOf(notice), notice.Channel, language is null ? to : to with { Language = language }, [notice], cancellationToken);
            await new FolderHook(folder, notice.Channel, new Sender("notices@preview.invalid")).SendAsync(letter, cancellationToken);
            if (notice.Channel == Contact.Sms) costs.Add(NoticeCosts.Of(host, letter));
            written++;
        }
        return (written, costs);
    }

    /// <summary>Whoever is told, with an address on every channel whether they have one or not.</summary>
    internal static async Task<Contact> ReaderAsync(LocalHost host, Notice notice, CancellationToken cancellationToken)
    {
        var (store, audience) = (notice.Owner, notice.AudienceIn((await host.Plans.OfAsync(notice.JudgedBy, cancellationToken)).Policy));
        var contact = await host.Contacts.FindAsync(store, cancellationToken);
        if (audience is Audience.Manager) contact = contact?.Manager is { } manager ? await host.Contacts.FindAsync(manager, cancellationToken) : null;
        contact ??= new Contact { Id = store, Role = audience is Audience.Manager ? ContactRole.Manager : ContactRole.Store };
        return contact with
        {
            EmailAddress = contact.EmailAddress ?? "nobody@preview.invalid",
            Phone = contact.Phone ?? Nobody,
            WebhookAddress = contact.WebhookAddress ?? "https://preview.invalid/",
        };
    }

    private static string FileNameOf(Notice notice) => $"{notice.Store}.{notice.Template}".Replace(':', '_');
}
