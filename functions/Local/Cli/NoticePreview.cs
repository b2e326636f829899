using TierFunctions.Domain.Programmes;
using TierFunctions.Hooks.Mail;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>Letters as they would go out, one for each notice, in a folder. A store without a contact is written to under a name that nobody has.</summary>
internal static class NoticePreview
{
    private const int Page = 500;

    public static async Task<long> WriteAsync(
        LocalHost host, RunKey run, string? store, string? channel, string? language, string folder, CancellationToken cancellationToken)
    {
        var policy = (await host.Plans.OfAsync(run, cancellationToken)).Policy;
        var written = 0L;
        string? next = null;
        do
        {
            var page = store is null ? await host.Notices.PageAsync(run, null, next, Page, cancellationToken) : new NoticePage(await host.Notices.OfStoreAsync(run, store, cancellationToken), null);
            foreach (var notice in page.Notices.Where(notice => channel is null || notice.Channel == channel))
            {
                var to = await ReaderAsync(host.Contacts, notice.Store, notice.AudienceIn(policy), cancellationToken);
                var letter = await host.Letters.WriteAsync(FileNameOf(notice), notice.Channel, language is null ? to : to with { Language = language }, [notice], cancellationToken);
                await new FolderHook(folder, notice.Channel, new Sender("notices@preview.invalid")).SendAsync(letter, cancellationToken);
                written++;
            }
            next = page.Next;
        }
        while (next is not null);
        return written;
    }

    private static async Task<Contact> ReaderAsync(IContacts contacts, string store, Audience audience, CancellationToken cancellationToken)
    {
        var contact = await contacts.FindAsync(store, cancellationToken);
        if (audience is Audience.Manager) contact = contact?.Manager is { } manager ? await contacts.FindAsync(manager, cancellationToken) : null;
        contact ??= new Contact { Id = store, Role = audience is Audience.Manager ? ContactRole.Manager : ContactRole.Store };
        return contact with
        {
            EmailAddress = contact.EmailAddress ?? "nobody@preview.invalid",
            Phone = contact.Phone ?? "+10000000000",
            WebhookAddress = contact.WebhookAddress ?? "https://preview.invalid/",
        };
    }

    private static string FileNameOf(Notice notice) => $"{notice.Store.Replace(':', '_')}.{notice.Template}";
}
