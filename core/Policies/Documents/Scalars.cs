using System.Globalization;
using TierFunctions.Domain.Calendar;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Documents;

/// <summary>Readers of single values, each by the language's own rule.</summary>
internal static class Scalars
{
    private const int LongestId = 64;

    /// <summary>A name in small letters, digits, hyphens and underscores, such as <c>gold-silver</c> or <c>gmv_90d</c>.</summary>
    public static string? Id(this Cursor cursor, string what)
    {
        cursor.Expect<Shape.Id>(_ => true);
        var expected = $"{what} in small letters, digits, - and _, beginning with a letter";
        if (cursor.Text(expected) is not { } text) return null;
        if (IsId(text)) return text;
        cursor.Mistake(expected);
        return null;
    }

    public static bool IsId(string text) => text.Length is > 0 and <= LongestId
        && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    public static decimal? Number(this Cursor cursor, string what = "a number")
    {
        cursor.Expect<Shape>(plain => plain is Shape.Number or Shape.Literal);
        if (cursor.Text(what) is not { } text) return null;
        if (Numeral.Read(text, out var fault) is { } number) return number;
        cursor.Mistake(what + fault);
        return null;
    }

    public static decimal? Number(this Cursor cursor, string what, decimal least, decimal most)
    {
        cursor.Expect<Shape>(plain => plain is Shape.Literal || plain is Shape.Number bounds && bounds.Least == least && bounds.Most == most);
        var expected = string.Create(CultureInfo.InvariantCulture, $"{what} from {least} to {most}");
        if (cursor.Number(expected) is not { } number) return null;
        if (number >= least && number <= most) return number;
        cursor.Mistake(expected);
        return null;
    }

    public static int? Whole(this Cursor cursor, string what, int least, int most)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"{what}, a whole number from {least} to {most}");
        if (cursor.Text(expected) is not { } text) return null;
        if (text.Length < 10 && text.All(char.IsAsciiDigit))
        {
            var number = int.Parse(text, CultureInfo.InvariantCulture);
            if (number >= least && number <= most) return number;
        }
        cursor.Mistake(expected);
        return null;
    }

    public static DateOnly? Day(this Cursor cursor)
    {
        const string Expected = "a day such as 2026-07-31";
        if (cursor.Text(Expected) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        cursor.Mistake(Expected);
        return null;
    }

    /// <summary>One of the names of a ladder, or of what stands beside them.</summary>
    public static string? Tier(this Cursor cursor, IReadOnlyList<string> names) => cursor.OneOf(names, "a tier");

    /// <summary>One of some names that the document gives.</summary>
    public static string? OneOf(this Cursor cursor, IReadOnlyList<string> names, string what)
    {
        if (cursor.Text(what) is not { } name) return null;
        if (names.Contains(name, StringComparer.Ordinal)) return name;
        cursor.Mistake($"one of {string.Join(", ", names)}{CloseName.To(name, names)}");
        return null;
    }

    public static bool? YesOrNo(this Cursor cursor)
    {
        cursor.Expect<Shape>(plain => plain is Shape.YesNo or Shape.Literal);
        return cursor.Raw switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => Refuse<bool>(cursor, "yes or no"),
        };
    }

    /// <summary>One of the language's words.</summary>
    public static T? Choice<T>(this Cursor cursor, IReadOnlyDictionary<string, T> words) where T : struct
    {
        cursor.Expect<Shape>(plain => plain is Shape.Literal || plain is Shape.Word word && words.Keys.SequenceEqual(word.Words, StringComparer.Ordinal));
        var expected = string.Join(", ", words.Keys);
        if (cursor.Text(expected) is not { } text) return null;
        return words.TryGetValue(text, out var value) ? value : Refuse<T>(cursor, expected + CloseName.To(text, words.Keys));
    }

    public static Period? Period(this Cursor cursor)
    {
        const string Expected = "a period: 2026-07, 2026-Q3, 2026-H2, 2026, 2026-W31 or 2026-07-31";
        if (cursor.Text(Expected) is not { } text) return null;
        return Domain.Calendar.Period.TryParse(text, out var period) ? period : Refuse<Period>(cursor, Expected);
    }

    private static T? Refuse<T>(Cursor cursor, string expected) where T : struct
    {
        cursor.Mistake(expected);
        return null;
    }
}
