using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Mail;

/// <summary>Where an SMTP server is.</summary>
/// <param name="StartTls">Whether the connection must be secured; without it neither a password nor a mail goes out.</param>
public sealed record SmtpServer(string Host, int Port = 587, bool StartTls = true, string? User = null, string? Password = null)
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public override string ToString() => Host;
}

/// <summary>Sends mails over SMTP, secured by STARTTLS.</summary>
public sealed class SmtpHook(SmtpServer server, Sender from, string name = "smtp") : IHook
{
    public string Name => name;

    public string Channel => Contact.Email;

    public async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        using var message = Mails.MessageOf(letter, from);
        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.StartTls };
        if (server.User is { } user) client.Credentials = new NetworkCredential(user, server.Password);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(server.Timeout);
        try
        {
            await client.SendMailAsync(message, limited.Token);
            return new HookAnswer.Accepted(Name, Mails.IdOf(letter, from));
        }
        catch (SmtpException problem)
        {
            return AnswerOf(problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HookAnswer.Failed("timeout", MayHaveArrived: true);
        }
        catch (Exception problem) when (problem is IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            return new HookAnswer.Failed("no-answer", MayHaveArrived: true);
        }
    }

    private HookAnswer AnswerOf(SmtpException problem)
    {
        var code = (int)problem.StatusCode;
        var reason = string.Create(CultureInfo.InvariantCulture, $"smtp-{code}");
        return code switch
        {
            // It wants somebody to sign in, or in another way, or does not know who did.
            530 or 534 or 535 or 538 => new HookAnswer.KeyRefused(reason),
            // The server does not know the mailbox, or what it is asked; asking again will not help.
            >= 500 => new HookAnswer.Refused(reason),
            >= 400 => new HookAnswer.Failed(reason),
            _ when problem.InnerException is SocketException => new HookAnswer.Failed("no-connection"),
            _ when problem.InnerException is System.Security.Authentication.AuthenticationException => new HookAnswer.Failed("no-secure-connection"),
            // The client's own word, without a cause below it: the server offers no STARTTLS.
            (int)SmtpStatusCode.GeneralFailure when server.StartTls && problem.InnerException is null => new HookAnswer.Failed("no-secure-connection"),
            // It broke off somewhere between the first word and the last.
            _ => new HookAnswer.Failed("no-answer", MayHaveArrived: problem.InnerException is IOException),
        };
    }
}
