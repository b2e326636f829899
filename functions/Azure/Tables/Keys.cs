using System.Globalization;
using System.Text;

namespace TierFunctions.Azure.Tables;

/// <summary>
/// Parts of partition and row keys. Letters, digits and <c>. _ : -</c> of ASCII stay as they are, which is all that a store id may
/// hold, and so do <c>!</c>, which parts it from a product's, and <c>~</c>, which ends ranges: keys then have the order of ids. Anything else, whether forbidden in keys or only trouble in addresses, becomes <c>=hhhh</c>.
/// </summary>
internal static class Keys
{
    /// <summary>A key holds at most 1 KiB of UTF-16.</summary>
    public const int Longest = 511;

    private const char Sign = '=';
    private const char Separator = '|';

    /// <summary>One key of several parts, any of which may hold anything.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var key = new StringBuilder();
        foreach (var part in parts)
        {
            if (key.Length > 0) key.Append(Separator);
            Escape(part, key);
        }
        return key.Length <= Longest
            ? key.ToString()
            : throw new ArgumentException($"'{parts[^1]}' makes a key of {key.Length} characters; a table takes {Longest}.", nameof(parts));
    }

    public static string Escape(string part) => Of(part);

    /// <summary>Reads what <see cref="Escape(string)"/> wrote.</summary>
    public static string Unescape(string part)
    {
        var text = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != Sign)
            {
                text.Append(part[i]);
                continue;
            }
            if (i + 4 >= part.Length || !ushort.TryParse(part.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                throw new FormatException($"'{part}' is not part of a key.");
            text.Append((char)unit);
            i += 4;
        }
        return text.ToString();
    }

    /// <summary>A part of a key that sorts as the number does.</summary>
    public static string Of(int number) => number.ToString("D8", CultureInfo.InvariantCulture);

    private static void Escape(string part, StringBuilder key)
    {
        foreach (var c in part)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-' or '!' or '~') key.Append(c);
            else key.Append(Sign).Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
    }
}
