using System.Security.Cryptography;
using System.Text;

namespace TierFunctions.Pages.Documents;

/// <summary>A style sheet, which stands in the document itself, and what a browser is told so that it uses that sheet and nothing else.</summary>
public sealed class Sheet
{
    private Sheet(params string[] parts)
    {
        // A parser of HTML turns CR LF into LF before anybody hashes the text.
        Text = string.Concat(parts.Select(Read)).ReplaceLineEndings("\n");
        Source = SourceOf(Text);
    }

    public static Sheet Report { get; } = new("pages.css");

    public static Sheet Card { get; } = new("pages.css", "card.css");

    public static Sheet Operator { get; } = new("pages.css", "operator.css");

    public string Text { get; }

    /// <summary>How a content security policy names the sheet.</summary>
    private string Source { get; }

    /// <summary>A content security policy for a document with this sheet.</summary>
    /// <param name="forms">Where forms may be sent: <c>'none'</c> or <c>'self'</c>.</param>
    public string ContentSecurityPolicy(string forms = "'none'") => Policy(Source, forms);

    /// <summary>A content security policy for a document that was rendered some time ago, perhaps with another sheet.</summary>
    public static string ContentSecurityPolicyOf(string html)
    {
        const string Begin = "<style>", End = "</style>";
        var from = html.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = html.IndexOf(End, StringComparison.Ordinal);
        return Policy(from < Begin.Length || to < from ? "'none'" : SourceOf(html[from..to]), "'none'");
    }

    private static string Policy(string styles, string forms) => $"default-src 'none'; style-src {styles}; base-uri 'none'; form-action {forms}";

    private static string SourceOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(Sheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
