using System.Text.Json;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Explain;

/// <summary>Writes whose an outcome is: the store, and of a product that as well.</summary>
public static class SubjectJson
{
    /// <summary>Writes members of an object that the caller begins and ends.</summary>
    /// <param name="key">As <see cref="SubjectKey"/> writes it.</param>
    public static void WriteMembers(Utf8JsonWriter json, string key)
    {
        var at = key.IndexOf(SubjectKey.Mark, StringComparison.Ordinal);
        json.WriteString("store", at < 0 ? key : key.AsSpan(0, at));
        if (at >= 0) json.WriteString("product", key.AsSpan(at + 1));
    }
}
