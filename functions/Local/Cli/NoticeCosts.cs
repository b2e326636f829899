using TierFunctions.Hooks.Sms;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>What the text messages of a run cost at the most: each notice as a letter of its own, though several to one person go as one.</summary>
internal static class NoticeCosts
{
    public static async Task<SmsCosts> OfRunAsync(LocalHost host, RunKey run, CancellationToken cancellationToken)
    {
        var costs = new SmsCosts();
        await foreach (var notice in host.Notices.AllAsync(run, null, cancellationToken))
        {
            if (notice is not { Channel: Contact.Sms, State: not NoticeState.Suppressed }) continue;
            var to = await NoticePreview.ReaderAsync(host, notice, cancellationToken);
            costs.Add(Of(host, await host.Letters.WriteAsync(notice.Template, notice.Channel, to, [notice], cancellationToken)));
        }
        return costs;
    }

    /// <summary>A letter to somebody who has no number costs what nobody knows.</summary>
    public static SmsCost Of(LocalHost host, Letter letter) => host.SmsPrices.Of(letter.To.Phone == NoticePreview.Nobody ? null : letter.To.Phone, letter.Text);
}
