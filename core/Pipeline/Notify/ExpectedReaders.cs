using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Whoever a notice would reach, for letters that are written and not sent: with an address on every channel, whether they have one or not.</summary>
public sealed class ExpectedReaders(IContacts contacts, RunPlans plans)
{
    /// <summary>The number of those who have none: no country's begins so.</summary>
    public const string NoNumber = "+00000000000";

    public async Task<Contact> OfAsync(Notice notice, CancellationToken cancellationToken)
    {
        var audience = notice.AudienceIn((await plans.OfAsync(notice.JudgedBy, cancellationToken)).Policy);
        var contact = await contacts.FindAsync(notice.Owner, cancellationToken);
        if (audience is Audience.Manager) contact = contact?.Manager is { } manager ? await contacts.FindAsync(manager, cancellationToken) : null;
        contact ??= new Contact { Id = notice.Owner, Role = audience is Audience.Manager ? ContactRole.Manager : ContactRole.Store };
        return contact with
        {
            EmailAddress = contact.EmailAddress ?? "nobody@preview.invalid",
            Phone = contact.Phone ?? NoNumber,
            WebhookAddress = contact.WebhookAddress ?? "https://preview.invalid/",
        };
    }
}
