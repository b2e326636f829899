namespace TierFunctions.Domain.Programmes;

/// <summary>A text for people in one or more languages, by BCP 47 language tag. English is what stands in for a missing language.</summary>
public sealed class Wording(IReadOnlyDictionary<string, string> byLanguage)
{
    public static Wording Plain(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = text });

    public IReadOnlyDictionary<string, string> ByLanguage => byLanguage;

    /// <summary>The text in a language; failing that in English; failing that in the first language by tag.</summary>
    public string In(string language) =>
        byLanguage.GetValueOrDefault(language)
        ?? byLanguage.GetValueOrDefault("en")
        ?? byLanguage.OrderBy(entry => entry.Key, StringComparer.Ordinal).First().Value;

    public override string ToString() => In("en");
}
