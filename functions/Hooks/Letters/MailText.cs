using System.Globalization;
using System.Net;
using System.Text;

namespace TierFunctions.Hooks.Letters;

/// <summary>The two forms of a mail, of the same lines: plain text, and HTML that needs nothing from anywhere.</summary>
internal static class MailText
{
    private const string Item = "- ";

    // A reader that does not know the second takes the first.
    private const string LinkStyle = "color:#0b5cad;color:light-dark(#0b5cad,#9cc4ff)";

    public static string DigestTitle(int notices, string language) => language == "zh"
        ? string.Create(CultureInfo.InvariantCulture, $"您有{notices}条店铺通知")
        : string.Create(CultureInfo.InvariantCulture, $"{notices} notices about your stores");

    public static string Plain(IReadOnlyList<Section> sections, Uri? unsubscribe, string language)
    {
        var text = new StringBuilder();
        foreach (var section in sections)
        {
            if (text.Length > 0) text.Append('\n');
            if (sections.Count > 1) text.Append(section.Title).Append("\n\n");
            var inList = false;
            foreach (var line in section.Lines)
            {
                var isItem = line.StartsWith(Item, StringComparison.Ordinal);
                if (inList && !isItem) text.Append('\n');
                text.Append(line).Append(isItem ? "\n" : "\n\n");
                inList = isItem;
            }
        }
        if (unsubscribe is not null) text.Append("\n-- \n").Append(StopWords(language)).Append(' ').Append(unsubscribe.AbsoluteUri).Append('\n');
        return text.ToString().Replace("\n", "\r\n", StringComparison.Ordinal);
    }

    public static string Html(string title, IReadOnlyList<Section> sections, Uri? unsubscribe, string language)
    {
        var body = new StringBuilder();
        foreach (var section in sections)
        {
            body.Append(CultureInfo.InvariantCulture, $"<h2 dir=\"auto\" style=\"font-size:20px;line-height:1.35;margin:0 0 16px\">{Encode(section.Title)}</h2>\n");
            AppendLines(body, section);
        }
        if (unsubscribe is not null)
            body.Append(CultureInfo.InvariantCulture, $"<p style=\"font-size:13px;margin:24px 0 0;padding-top:12px;border-top:1px solid #8a8f98\"><a style=\"color:inherit;display:inline-block;padding:6px 0\" href=\"{Encode(unsubscribe.AbsoluteUri)}\">{Encode(StopWords(language))}</a></p>\n");
        return $$"""
            <!DOCTYPE html>
            <html lang="{{Encode(language)}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{{Encode(title)}}</title>
            </head>
            <body style="margin:0;padding:24px 16px;font:16px/1.55 -apple-system,'Segoe UI',Roboto,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif">
            <div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
            {{body}}</div>
            </body>
            </html>
            """;
    }

    private static void AppendLines(StringBuilder body, Section section)
    {
        var inList = false;
        foreach (var line in section.Lines)
        {
            var isItem = line.StartsWith(Item, StringComparison.Ordinal);
            if (isItem != inList) body.Append(isItem ? "<ul style=\"margin:0 0 16px;padding-inline-start:24px\">\n" : "</ul>\n");
            inList = isItem;
            body.Append(isItem
                ? $"<li dir=\"auto\" style=\"margin:0 0 6px\">{Linked(line[Item.Length..], section.Link)}</li>\n"
                : $"<p dir=\"auto\" style=\"margin:0 0 16px\">{Linked(line, section.Link)}</p>\n");
        }
        if (inList) body.Append("</ul>\n");
    }

    /// <summary>Only the address that we put there ourselves becomes a link: a store may well be called like one.</summary>
    private static string Linked(string line, string? link) => link is null || !line.EndsWith(link, StringComparison.Ordinal)
        ? Encode(line)
        : $"{Encode(line[..^link.Length])}<a style=\"{LinkStyle}\" href=\"{Encode(link)}\">{Encode(link)}</a>";

    private static string StopWords(string language) => language == "zh" ? "不再接收此类邮件" : "Stop these mails";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
