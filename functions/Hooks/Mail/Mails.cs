using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Mail;

/// <summary>Who mails come from.</summary>
/// <param name="Address">Its domain also ends the ids of messages.</param>
public sealed record Sender(string Address, string? Name = null)
{
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}

/// <summary>Letters as mail messages: a plain text and the same as HTML.</summary>
internal static class Mails
{
    /// <summary>The same on every try, so that a server or a reader can tell a repetition.</summary>
    public static string IdOf(Letter letter, Sender from) => $"<{letter.Id}@{from.Domain}>";

    /// <summary>The headers that a mail carries besides those every client writes.</summary>
    public static IEnumerable<(string Name, string Value)> HeadersOf(Letter letter)
    {
        // RFC 3834: an answering machine leaves it unanswered.
        yield return ("Auto-Submitted", "auto-generated");
        yield return ("Content-Language", letter.Language);
        if (letter.Unsubscribe is not { } address) yield break;
        yield return ("List-Unsubscribe", $"<{address.AbsoluteUri}>");
        yield return ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /// <summary>Throws <see cref="UnwritableLetterException"/> where a header would hold more than one line.</summary>
    public static MailMessage MessageOf(Letter letter, Sender from)
    {
        RefuseControls(letter.Subject, letter.To.Name ?? "", letter.Address, letter.Id, letter.Language);
        var message = new MailMessage
        {
            From = new MailAddress(from.Address, from.Name, Encoding.UTF8),
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(letter.Address, letter.To.Name, Encoding.UTF8));
        message.Headers.Add("Message-ID", IdOf(letter, from));
        foreach (var (name, value) in HeadersOf(letter)) message.Headers.Add(name, value);
        message.AlternateViews.Add(View(letter.Text, MediaTypeNames.Text.Plain));
        if (letter.Html is { } html) message.AlternateViews.Add(View(html, MediaTypeNames.Text.Html));
        return message;
    }

    // Base64 keeps every line short, whatever a text holds.
    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    internal static void RefuseControls(params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')) throw new UnwritableLetterException("control-character");
        }
    }
}
