using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Finds what goes into one letter: all that a person is owed on a channel, whichever runs and programmes owe it.</summary>
public sealed class Together(INotices notices, IContacts contacts, RunPlans plans, Owing owing, DeliveryRules rules)
{
    private const int AtOnce = 16;

    /// <summary>What goes with a notice: what went with it when it was first tried, or else what is due to the same person; nothing that the person does not want.</summary>
    public async Task<IReadOnlyList<Notice>> WithAsync(Notice notice, Contact to, Audience audience, CancellationToken cancellationToken)
    {
        if (notice.Channel == Contact.Webhook) return [];
        IReadOnlyList<string> stores = audience is Audience.Manager ? await contacts.StoresOfAsync(to.Id, cancellationToken) : [notice.Owner];
        // Its own run first: where a letter is full, what belongs together comes before what does not.
        IReadOnlyList<RunKey> keys = [notice.Run, .. (await owing.KeysAsync(cancellationToken)).Where(key => key != notice.Run)];
        var together = new List<Notice>();
        foreach (var asked in keys.SelectMany(key => stores.Select(store => (key, store))).Chunk(AtOnce))
        {
            if (together.Count >= rules.MostTogether - 1) break;
            foreach (var ofStore in await Task.WhenAll(asked.Select(one => notices.OfStoreAsync(one.key, one.store, cancellationToken))))
            {
                foreach (var other in ofStore.Where(other => other.State is NoticeState.Pending && other.Channel == notice.Channel && other.Key != notice.Key && other.Delivery.Letter == notice.Delivery.Letter))
                {
                    if (await GoesToAsync(other, to, audience, cancellationToken)) together.Add(other);
                }
            }
        }
        return [.. together.Take(rules.MostTogether - 1)];
    }

    private async Task<bool> GoesToAsync(Notice other, Contact to, Audience audience, CancellationToken cancellationToken)
    {
        var policy = (await plans.OfAsync(other.JudgedBy, cancellationToken)).Policy;
        return other.AudienceIn(policy) == audience && other.RefusalBy(to, policy) is null;
    }
}
