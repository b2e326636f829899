using System.Text.RegularExpressions;

namespace TierFunctions.Azure.Tests.Infra;

internal enum TokenKind
{
    Name,
    Number,
    Text,
    Sign,
    LineEnd,
    End,
}

/// <summary>A piece of a Bicep file. A text is without its quotes and with <c>${…}</c> as written.</summary>
internal sealed record Token(TokenKind Kind, string Text, int Line);

/// <summary>Cuts a Bicep file into its pieces. Whatever it does not know stops it with the line.</summary>
internal static partial class BicepLexer
{
    public static IReadOnlyList<Token> Read(string file, string text)
    {
        var tokens = new List<Token>();
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var rest = Piece().Match(text, at);
            if (!rest.Success) throw new FormatException($"{file}, line {line}: '{text[at]}' begins nothing of Bicep.");
            var kind = rest.Groups["name"].Success ? TokenKind.Name
                : rest.Groups["number"].Success ? TokenKind.Number
                : rest.Groups["line"].Success ? TokenKind.LineEnd
                : rest.Groups["sign"].Success ? TokenKind.Sign
                : TokenKind.Text;
            if (rest.Groups["text"].Success) tokens.Add(new Token(kind, EndOfText(file, text, ref at, line), line));
            else
            {
                if (!rest.Groups["skip"].Success) tokens.Add(new Token(kind, rest.Value, line));
                at += rest.Length;
                line += rest.Value.Count(c => c == '\n');
            }
        }
        tokens.Add(new Token(TokenKind.End, "", line));
        return tokens;
    }

    /// <summary>A text ends at the quote that is in none of its own expressions.</summary>
    private static string EndOfText(string file, string text, ref int at, int line)
    {
        var begin = ++at;
        for (var depth = 0; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{') depth++;
            else if (text[at] == '}' && depth > 0) depth--;
            else if (text[at] == '\'' && depth == 0) return text[begin..at++];
        }
        throw new FormatException($"{file}, line {line}: a text has no end.");
    }

    [GeneratedRegex(@"\G(?:(?<skip>[ \t\r]+|//[^\n]*)|(?<line>\n)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<number>[0-9]+)|(?<text>'(?!''))|(?<sign>=>|==|!=|\?\?|\.\?|::|&&|\|\||[{}\[\]().,:=?!@]))")]
    private static partial Regex Piece();
}
