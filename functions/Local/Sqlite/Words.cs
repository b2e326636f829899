using System.Text.Json;

namespace TierFunctions.Local.Sqlite;

/// <summary>The words that columns hold for the values of an enumeration, the same as everywhere outside the code: <c>not-evaluable</c>.</summary>
internal static class Words<T> where T : struct, Enum
{
    private static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    private static readonly Dictionary<string, T> From = Of.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static IEnumerable<string> All => Enum.GetValues<T>().Select(Write);

    public static string Write(T value) => Of[value];

    public static T Read(string word) => From.TryGetValue(word, out var value) ? value : throw new InvalidDataException($"'{word}' is no {typeof(T).Name}.");
}
