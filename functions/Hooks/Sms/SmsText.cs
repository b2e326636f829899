using System.Globalization;
using System.Text;

namespace TierFunctions.Hooks.Sms;

/// <summary>How many segments a text takes, and what is paid for.</summary>
/// <param name="IsGsm">Whether it can be sent in the GSM 7-bit alphabet; otherwise each UTF-16 unit takes two bytes.</param>
/// <param name="Units">Septets, or UTF-16 units.</param>
public sealed record SmsSize(bool IsGsm, int Units, int Segments);

/// <summary>Texts for telephones.</summary>
public static class SmsText
{
    // 3GPP TS 23.038: the default alphabet, and what takes an escape before it.
    private const string Alphabet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extension = "\f^{}\\[~]|€";

    private const int WholeGsm = 160, PartGsm = 153, WholeUnicode = 70, PartUnicode = 67;

    private static readonly (string Typed, string Plain)[] Plainer =
        [("≥", ">="), ("≤", "<="), ("…", "..."), ("’", "'"), ("‘", "'"), ("“", "\""), ("”", "\""), ("–", "-"), ("—", "-"), ("−", "-"), ("\u00A0", " "), ("\u202F", " "), ("·", "-")];

    public static SmsSize SizeOf(string text)
    {
        var isGsm = text.All(IsGsm);
        var whole = isGsm ? WholeGsm : WholeUnicode;
        var units = text.Sum(c => UnitsOf(c, isGsm));
        if (units <= whole) return new SmsSize(isGsm, units, units == 0 ? 0 : 1);

        // An escape and what it escapes, and the halves of a character, stay in one segment.
        var part = isGsm ? PartGsm : PartUnicode;
        int segments = 1, filled = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var size = UnitsOf(text[i], isGsm);
            if (!isGsm && char.IsHighSurrogate(text[i]) && i + 1 < text.Length) size++;
            if (filled + size > part) (segments, filled) = (segments + 1, 0);
            filled += size;
            if (size == 2 && !isGsm) i++;
        }
        return new SmsSize(isGsm, units, segments);
    }

    /// <summary>
    /// The lines as one text of at most so many segments. What does not fit is left out from the end; a last line that is an address stays
    /// whole, and the first line is what is shortened at last.
    /// </summary>
    public static string Fit(IReadOnlyList<string> lines, int segments)
    {
        var kept = lines.Select(Plain).ToList();
        var link = kept.Count > 1 && kept[^1].StartsWith("https://", StringComparison.Ordinal) ? kept[^1] : null;
        if (link is not null) kept.RemoveAt(kept.Count - 1);
        while (kept.Count > 1 && !Fits(kept, link, segments)) kept.RemoveAt(kept.Count - 1);
        if (Fits(kept, link, segments)) return Joined(kept, link);

        var elements = StringInfo.ParseCombiningCharacters(kept[0]);
        for (var i = elements.Length - 1; i >= 0; i--)
        {
            List<string> shorter = [kept[0][..elements[i]].TrimEnd() + "..."];
            if (Fits(shorter, link, segments)) return Joined(shorter, link);
        }
        return Fits([], link, segments) ? Joined([], link) : "";
    }

    /// <summary>The same in the plainer alphabet where that is enough to say it: an inequality sign would halve the room.</summary>
    private static string Plain(string line)
    {
        var plain = new StringBuilder(line);
        foreach (var (typed, simple) in Plainer) plain.Replace(typed, simple);
        var text = plain.ToString();
        return text.All(IsGsm) ? text : line;
    }

    private static bool Fits(IReadOnlyList<string> lines, string? link, int segments) => SizeOf(Joined(lines, link)).Segments <= segments;

    private static string Joined(IReadOnlyList<string> lines, string? link) => string.Join('\n', link is null ? lines : [.. lines, link]);

    private static bool IsGsm(char c) => Alphabet.Contains(c, StringComparison.Ordinal) || Extension.Contains(c, StringComparison.Ordinal);

    private static int UnitsOf(char c, bool isGsm) => isGsm && Extension.Contains(c, StringComparison.Ordinal) ? 2 : 1;
}
