using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// The texts of notices by name: <c>promoted: { subject: { en: …, zh: … }, text: { en: …, zh: … }, sms: …, segments: 2 }</c>. The
/// standard ones, a document of the same form, are there without being declared; one of a policy's own takes the place of its namesake.
/// </summary>
internal static class NoticeTextReader
{
    private static readonly Lazy<IReadOnlyDictionary<string, NoticeText>> Shipped = new(ReadShipped);

    public static IReadOnlyDictionary<string, NoticeText> Standard => Shipped.Value;

    public static IReadOnlyDictionary<string, NoticeText> ReadAll(Cursor? cursor)
    {
        if (cursor?.Named("texts by name") is not { } named) return Standard;
        var texts = new Dictionary<string, NoticeText>(Standard, StringComparer.Ordinal);
        foreach (var (name, value) in named)
        {
            if (!Scalars.IsId(name)) value.Mistake($"the text '{name}'", "a name in small letters, digits, - and _, beginning with a letter");
            if (Read(name, value) is { } text) texts[name] = text;
        }
        return texts;
    }

    private static NoticeText? Read(string name, Cursor cursor)
    {
        if (cursor.Block(NoticeForms.Text) is not { } fields) return null;
        var subject = Wording(fields.Require("subject"), oneLine: true);
        var body = Wording(fields.Require("text"), oneLine: false);
        var sms = Wording(fields.Find("sms"), oneLine: false);
        var segments = fields.Find("segments")?.Whole("segments of an sms", 1, NoticeForms.MostSegments) ?? 2;
        fields.RefuseOthers();
        return subject is null || body is null ? null : new NoticeText(name, subject, body, sms, segments);
    }

    private static Wording? Wording(Cursor? cursor, bool oneLine)
    {
        if (WordingReader.Read(cursor) is not { } wording) return null;
        foreach (var (language, text) in wording.ByLanguage)
        {
            var at = cursor!.AsNamed?.FirstOrDefault(entry => entry.Name == language).Value ?? cursor; // it was read
            if (Template.FaultIn(text) is { } fault)
                at.Mistake(fault, $"variables in braces: {string.Join(", ", Template.Variables.Concat(Template.PerRequirement))}");
            if (oneLine && text.Contains('\n', StringComparison.Ordinal)) at.Mistake("a text of several lines", "one line");
            if (oneLine && Template.PerRequirement.Any(name => text.Contains($"{{{name}}}", StringComparison.Ordinal)))
                at.Mistake("a variable of a requirement", "variables that stand for one thing: " + string.Join(", ", Template.Variables));
        }
        return wording;
    }

    private static Dictionary<string, NoticeText> ReadShipped()
    {
        const string Name = "texts.yaml";
        using var stream = typeof(NoticeTextReader).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"{Name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var mistakes = new Mistakes(Name);
        var texts = new Dictionary<string, NoticeText>(StringComparer.Ordinal);
        if (Composer.Compose(reader.ReadToEnd(), mistakes) is { } node)
        {
            foreach (var (name, value) in new Cursor(node, "", mistakes, NoticeForms.Texts).AsNamed ?? [])
            {
                if (Read(name, value) is { } text) texts.Add(name, text);
            }
        }
        return mistakes.InOrder() is [var first, ..] ? throw new InvalidDataException(first.ToString()) : texts;
    }
}
