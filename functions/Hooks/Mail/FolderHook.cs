using System.Net.Mail;
using System.Text;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Mail;

/// <summary>Puts letters into a folder: mails as .eml, texts as .txt, events as .json. The same letter twice is one file.</summary>
public sealed class FolderHook(string folder, string channel, Sender from) : IHook
{
    public string Name => "folder";

    public string Channel => channel;

    public async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Join(folder, letter.Id + ExtensionOf(letter.Channel));
        try
        {
            if (letter.Channel == Contact.Email) await WriteMailAsync(letter, target, cancellationToken);
            else await WriteAsync(letter.Channel == Contact.Webhook ? letter.Text : $"To: {letter.Address}\n\n{letter.Text}\n", target, cancellationToken);
            return new HookAnswer.Accepted(Name, Path.GetFileName(target));
        }
        catch (IOException)
        {
            return new HookAnswer.Failed("folder", MayHaveArrived: true);
        }
    }

    internal static string ExtensionOf(string channel) => channel switch
    {
        Contact.Email => ".eml",
        Contact.Webhook => ".json",
        _ => ".txt",
    };

    // The client makes up a name; in a folder of the letter's own it is the only file.
    private async Task WriteMailAsync(Letter letter, string target, CancellationToken cancellationToken)
    {
        var aside = Directory.CreateDirectory(Path.Join(folder, $".{letter.Id}"));
        try
        {
            using var message = Mails.MessageOf(letter, from);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = aside.FullName };
            await client.SendMailAsync(message, cancellationToken);
            File.Move(aside.EnumerateFiles().Single().FullName, target, overwrite: true);
        }
        finally
        {
            aside.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(string text, string target, CancellationToken cancellationToken)
    {
        var aside = target + ".part";
        await File.WriteAllTextAsync(aside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
        File.Move(aside, target, overwrite: true);
    }
}
