using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>
/// Delivers a notice, with what else is due to the same person. It is claimed before anything is sent, so that of several that
/// handle it at once one sends; what is sent again, because an answer was lost or a process died, has the same id.
/// </summary>
public sealed class DeliverNoticeHandler(
    IDeliveries deliveries, IContacts contacts, RunPlans plans, Together together, ILetters letters, IHooks hooks, DeliveryRules rules, TimeProvider time)
{
    /// <summary>The reason of a notice that there was nobody to tell.</summary>
    public const string NoContact = "no-contact";

    /// <summary>The reason of a notice that waits because nothing is configured for its channel.</summary>
    public const string NoHook = "no-hook";

    /// <summary>The reason of a notice that stands back for a moment, since somebody else is sending what it belongs with.</summary>
    public const string StandingBack = "together";

    /// <summary>What stands in the place of a reason while a hook has the letter, or had it when its process died.</summary>
    public const string Sending = "sending";

    public async Task<IReadOnlyList<Message>> HandleAsync(Message.DeliverNotice message, CancellationToken cancellationToken)
    {
        // Gather.
        var notice = await deliveries.FindAsync(message.NoticeKey, cancellationToken) ?? throw new EvaluateStores.UnknownRunException($"with the notice {message.Notice}");
        if (notice.State is not NoticeState.Pending || notice.Delivery.Version != message.Version) return [];
        var policy = (await plans.OfAsync(notice.JudgedBy, cancellationToken)).Policy;
        var audience = notice.AudienceIn(policy);
        var to = await RecipientAsync(notice.Owner, audience, cancellationToken);

        // Decide.
        if (to is not null && notice.RefusalBy(to, policy) is { } refusal) return await EndAsync([notice], NoticeState.Suppressed, refusal, cancellationToken);
        if (to is null) return await EndAsync([notice], NoticeState.Suppressed, NoContact, cancellationToken);
        if (NotYet(notice, to, policy) is var (until, why)) return await WaitAsync([notice], notice.Delivery.Attempts, until, why, cancellationToken);

        // Record that it is on its way; then send; then record what came of it.
        return await ClaimAsync(notice, await together.WithAsync(notice, to, audience, cancellationToken), cancellationToken) is { } claimed
            ? claimed.Count == 0 ? [] : await SendAsync(claimed, to, cancellationToken)
            : await WaitAsync([notice], notice.Delivery.Attempts, time.GetUtcNow() + rules.StandBack, StandingBack, cancellationToken);
    }

    /// <summary>Why a notice is not to be sent now, and until when.</summary>
    private (DateTimeOffset Until, string Why)? NotYet(Notice notice, Contact to, Policy policy)
    {
        var now = time.GetUtcNow();
        if (!hooks.Has(notice.Channel)) return (now + rules.WithoutHook, NoHook);
        if (rules.QuietChannels.Contains(notice.Channel, StringComparer.Ordinal))
        {
            // Only once: whatever comes first takes along what else has come by then.
            if (rules.Gather > TimeSpan.Zero && notice.Delivery is { Attempts: 0, Reason: null }) return (now + rules.Gather, "gathering");
            var zone = TimeZoneInfo.FindSystemTimeZoneById(to.TimeZone ?? policy.TimeZone);
            if (rules.Quiet.Covers(now, zone)) return (rules.Quiet.NextOpen(now, zone) + rules.SpreadOf(notice.Key.Digest), "quiet-hours");
        }
        return hooks.FreeAt(notice.Channel) is { } busy ? (busy.Until, busy.Reason) : null;
    }

    private async Task<IReadOnlyList<Message>> SendAsync(IReadOnlyList<Notice> claimed, Contact to, CancellationToken cancellationToken)
    {
        var first = claimed[0];
        var letter = first.Delivery.Letter!; // claimed
        HookAnswer answer;
        SmsCost? cost = null;
        try
        {
            // One who is told instead of another gets a letter of their own.
            var id = Digests.Of($"{letter}|{to.Id}");
            var written = await letters.WriteAsync(id, first.Channel, to, claimed, cancellationToken);
            cost = written.Cost;
            answer = await hooks.SendAsync(written, cancellationToken);
        }
        catch (UnwritableLetterException problem)
        {
            answer = new HookAnswer.Refused(problem.Message);
        }
        switch (answer)
        {
            case HookAnswer.Accepted accepted:
                foreach (var notice in claimed)
                    await RecordAsync(notice with { State = NoticeState.Sent, Delivery = notice.Delivery with { By = accepted.By, Reference = accepted.Reference, Cost = notice == first ? cost : null, Reason = null, NotBefore = null } }, cancellationToken);
                return [];
            case HookAnswer.Refused refused:
                return await EndAsync(claimed, NoticeState.DeadLettered, refused.Reason, cancellationToken);
            case HookAnswer.Gone gone:
                await contacts.BlockAsync(first.Channel, to.AddressOn(first.Channel)!, kind: null, gone.Reason, time.GetUtcNow(), cancellationToken); // it was sent to
                return await EndAsync(claimed, NoticeState.DeadLettered, gone.Reason, cancellationToken);
            case HookAnswer.Failed failed:
                return rules.WaitAfter(first.Delivery.Attempts, letter, failed.After) is { } wait
                    ? await WaitAsync(claimed, first.Delivery.Attempts, time.GetUtcNow() + wait, failed.Reason, cancellationToken)
                    : await EndAsync(claimed, NoticeState.DeadLettered, failed.Reason, cancellationToken);
            case HookAnswer.Busy busy:
                return await WaitAsync(claimed, first.Delivery.Attempts - 1, busy.Until, busy.Reason, cancellationToken);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>
    /// The notice and the others that nobody else has; none where somebody else has the notice itself, and null where somebody else may be
    /// about to send it. Whoever puts notices into one letter claims them in one order, so that of several at once the first to begin
    /// gets all: two letters under one id with one notice in each would be one to whoever receives them.
    /// </summary>
    private async Task<IReadOnlyList<Notice>?> ClaimAsync(Notice notice, IReadOnlyList<Notice> others, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (others.Any(other => other.Delivery.Reason == Sending && other.Delivery.NotBefore > now)) return null;
        var letter = notice.Delivery.Letter ?? Digests.Of(string.Join('\n', others.Append(notice).Select(one => one.Key.ToString()).Order(StringComparer.Ordinal)));
        var claimed = new List<Notice>();
        foreach (var one in others.Append(notice).OrderBy(one => one.Key.ToString(), StringComparer.Ordinal))
        {
            if (await TryClaimAsync(one, letter, cancellationToken) is { } mine) claimed.Add(mine);
            else if (claimed.Count == 0) return one.Key == notice.Key ? [] : null;
            // It may only have stood back for this very letter.
            else if (await deliveries.FindAsync(one.Key, cancellationToken) is { State: NoticeState.Pending, Delivery.Reason: StandingBack } back
                && await TryClaimAsync(back, letter, cancellationToken) is { } late) claimed.Add(late);
        }
        return claimed;
    }

    private async Task<Notice?> TryClaimAsync(Notice notice, string letter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claim = notice with { Delivery = notice.Delivery with { Attempts = notice.Delivery.Attempts + 1, Letter = letter, NotBefore = now + rules.Sending, Reason = Sending, At = now } };
        return await deliveries.ReplaceAsync(claim, cancellationToken) ? claim with { Delivery = claim.Delivery with { Version = claim.Delivery.Version + 1 } } : null;
    }

    private async Task<IReadOnlyList<Message>> EndAsync(IReadOnlyList<Notice> ended, NoticeState state, string reason, CancellationToken cancellationToken)
    {
        foreach (var notice in ended)
            await RecordAsync(notice with { State = state, Delivery = notice.Delivery with { Reason = reason, NotBefore = null } }, cancellationToken);
        return [];
    }

    /// <summary>Each waits until its time; one message is enough to deliver what went into one letter.</summary>
    private async Task<IReadOnlyList<Message>> WaitAsync(IReadOnlyList<Notice> waiting, int attempts, DateTimeOffset until, string reason, CancellationToken cancellationToken)
    {
        Message? message = null;
        foreach (var notice in waiting)
        {
            var waits = notice with { Delivery = notice.Delivery with { Attempts = attempts, NotBefore = until, Reason = reason } };
            if (await RecordAsync(waits, cancellationToken)) message ??= new Message.DeliverNotice(notice.Key.ToString(), notice.Delivery.Version + 1, until);
        }
        return message is null ? [] : [message];
    }

    // Where somebody else was faster, the claim had run out and the record is theirs.
    private Task<bool> RecordAsync(Notice notice, CancellationToken cancellationToken) =>
        deliveries.ReplaceAsync(notice with { Delivery = notice.Delivery with { At = time.GetUtcNow() } }, cancellationToken);

    private async Task<Contact?> RecipientAsync(string store, Audience audience, CancellationToken cancellationToken)
    {
        var contact = await contacts.FindAsync(store, cancellationToken);
        if (audience is Audience.Store) return contact;
        return contact?.Manager is { } manager && await contacts.FindAsync(manager, cancellationToken) is { Role: ContactRole.Manager } found ? found : null;
    }
}
