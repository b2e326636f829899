using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Pipeline.Tests.InMemory;

/// <summary>Letters of few words, each text of one segment.</summary>
internal sealed class ShortLetters : ILetters
{
    public Task<Letter> WriteAsync(string id, string channel, Contact to, IReadOnlyList<Notice> about, CancellationToken cancellationToken) => Task.FromResult(new Letter
    {
        Id = id, Channel = channel, To = to, About = about, At = default, Text = string.Join('\n', about.Select(notice => notice.Template)),
        Cost = channel == Contact.Sms ? new SmsCost(1, 0.05m, "USD") : null,
    });
}
