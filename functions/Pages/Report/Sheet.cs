using System.Security.Cryptography;
using System.Text;

namespace TierFunctions.Pages.Report;

/// <summary>The style sheet of the report, which stands in the document itself, and the policy that lets a browser use it and nothing else.</summary>
internal static class Sheet
{
    // A parser of HTML turns CR LF into LF before anybody hashes the text.
    public static string Text { get; } = Read().ReplaceLineEndings("\n");

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; base-uri 'none'; form-action 'none'";

    private static string Read()
    {
        using var stream = typeof(Sheet).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The assembly holds no report.css.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
