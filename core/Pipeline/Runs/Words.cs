using System.Text.Json;

namespace TierFunctions.Pipeline.Runs;

/// <summary>The words that stores hold for the values of an enumeration, the same as everywhere outside the code: <c>not-evaluable</c>.</summary>
public static class Words
{
    public static IEnumerable<string> All<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Write);

    public static string Write<T>(T value) where T : struct, Enum => Table<T>.Of[value];

    public static T Read<T>(string word) where T : struct, Enum =>
        Table<T>.From.TryGetValue(word, out var value) ? value : throw new InvalidDataException($"'{word}' is no {typeof(T).Name}.");

    private static class Table<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> From = Of.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
