using System.Globalization;
using Azure.Data.Tables;

namespace TierFunctions.Azure.Tables;

/// <summary>Texts of any length an entity can hold: a property takes 32,768 characters, so a longer text goes on in the next ones, <c>Json</c>, <c>Json1</c>, ….</summary>
internal static class LongText
{
    private const int PartLength = 32_000;

    /// <summary>Half of what an entity holds: text is kept as UTF-16, and keys and other properties need room.</summary>
    private const int Longest = 480_000;

    public static void SetText(this TableEntity entity, string name, string text)
    {
        if (text.Length > Longest)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{name} of {entity.RowKey} has {text.Length:N0} characters; a table's entity takes {Longest:N0}."));
        var part = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(PartLength, text.Length - at);
            // The halves of a character stay together.
            if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1])) length--;
            entity[NameOf(name, part++)] = text.Substring(at, length);
            at += length;
        }
        if (part == 0) entity[name] = "";
    }

    public static string GetText(this TableEntity entity, string name)
    {
        var text = entity.GetString(name) ?? throw new InvalidDataException($"{entity.RowKey} has no {name}.");
        for (var part = 1; entity.ContainsKey(NameOf(name, part)); part++) text += entity.GetString(NameOf(name, part));
        return text;
    }

    private static string NameOf(string name, int part) => part == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{part}");
}
