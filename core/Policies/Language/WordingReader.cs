using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>A text for people: one text, which is English, or one per language: <c>{ en: Gold, zh: 金牌 }</c>.</summary>
internal static class WordingReader
{
    private const string Expected = "a text, or texts by language such as { en: Gold, zh: 金牌 }";

    public static Wording? Read(Cursor? cursor)
    {
        if (cursor is null) return null;
        if (cursor.AsNamed is not { } values) return cursor.Text(Expected) is { } plain ? Wording.Plain(plain) : null;

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (tag, value) in values)
        {
            if (!IsLanguage(tag)) value.Mistake($"the language '{tag}'", "a language tag such as en, zh or pt-BR");
            if (value.Text("a text") is { } text) texts[tag] = text;
        }
        if (texts.Count > 0) return new Wording(texts);
        cursor.Mistake(Expected);
        return null;
    }

    private static bool IsLanguage(string tag) =>
        tag.Split('-') is [{ Length: 2 or 3 } language, .. var rest]
        && language.All(char.IsAsciiLetterLower)
        && rest.All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
}
