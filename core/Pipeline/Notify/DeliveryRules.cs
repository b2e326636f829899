using System.Security.Cryptography;
using System.Text;

namespace TierFunctions.Pipeline.Notify;

/// <summary>When and how often notices are tried; what differs between deployments.</summary>
public sealed record DeliveryRules
{
    /// <summary>The hours in which nobody is written to, by the clock of whoever is.</summary>
    public QuietHours Quiet { get; init; } = new(new TimeOnly(21, 0), new TimeOnly(8, 0));

    /// <summary>The channels that wake people; machines have no night.</summary>
    public IReadOnlyList<string> QuietChannels { get; init; } = [Contacts.Contact.Email, Contacts.Contact.Sms];

    /// <summary>What becomes due in the morning is spread over this time.</summary>
    public TimeSpan MorningSpread { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The waits between tries: ten tries over three days and a bit.</summary>
    public IReadOnlyList<TimeSpan> Waits { get; init; } =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>By how much of itself a wait may grow, so that what failed together does not come back together.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>How long the first notice to a person waits for others, so that they go as one letter; none if zero. Machines need not wait.</summary>
    public TimeSpan Gather { get; init; }

    /// <summary>The most notices of one letter.</summary>
    public int MostTogether { get; init; } = 200;

    /// <summary>How long what was taken is left to whoever took it.</summary>
    public TimeSpan Queued { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a hook may take before its letter counts as lost on the way.</summary>
    public TimeSpan Sending { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a notice leaves it to others who are sending what it belongs with to send it as well.</summary>
    public TimeSpan StandBack { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Runs that completed longer ago are not asked for due notices any more.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long a notice waits to be looked at again while nothing is configured for its channel.</summary>
    public TimeSpan WithoutHook { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The wait after a try that failed; null where it was the last.</summary>
    /// <param name="tries">Counts from 1.</param>
    public TimeSpan? WaitAfter(int tries, string letter, TimeSpan? asked)
    {
        if (tries > Waits.Count) return null;
        var wait = Waits[tries - 1] * (1 + Jitter * Share($"{letter}/{tries}"));
        return asked > wait ? asked : wait;
    }

    /// <summary>A part of the morning's spread that belongs to a letter.</summary>
    public TimeSpan SpreadOf(string letter) => MorningSpread * Share(letter);

    /// <summary>A number from 0 up to 1 that is made of a text alone.</summary>
    private static double Share(string text) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (uint.MaxValue + 1.0);
}
