using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>
/// What the text messages that are owed will take at the most: each notice as a letter of its own, though several to one person go as one.
/// Whoever has no number may be given one before it is sent, so theirs count, at a price that nobody knows.
/// </summary>
public sealed class SmsEstimate(INotices notices, ExpectedReaders readers, ILetters letters)
{
    /// <summary>Null where there are more texts than are to be written for that.</summary>
    /// <param name="most">The most texts to write.</param>
    public async Task<SmsCosts?> OfRunAsync(RunKey run, long most, CancellationToken cancellationToken)
    {
        var costs = SmsCosts.None;
        await foreach (var notice in notices.AllAsync(run, null, cancellationToken))
        {
            if (notice is not { Channel: Contact.Sms, State: not NoticeState.Suppressed }) continue;
            if (costs.Letters == most) return null;
            if (await OfAsync(notice, cancellationToken) is { } cost) costs = costs.With(cost);
        }
        return costs;
    }

    /// <summary>Null for one that cannot be put into words, and will not go out.</summary>
    private async Task<SmsCost?> OfAsync(Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            return (await letters.WriteAsync(notice.Template, notice.Channel, await readers.OfAsync(notice, cancellationToken), [notice], cancellationToken)).Cost;
        }
        catch (UnwritableLetterException)
        {
            return null;
        }
    }
}
