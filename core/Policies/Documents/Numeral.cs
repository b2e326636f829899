using System.Globalization;

namespace TierFunctions.Policies.Documents;

/// <summary>
/// A number as policies write it: an optional minus, digits, at most one decimal point, and a percent sign for hundredths. Nothing
/// else: no thousands separators, no exponent, no <c>NaN</c>. The value is exact.
/// </summary>
internal static class Numeral
{
    private const int MostDigits = 27;

    /// <summary>The number, or what is wrong with the text, to be read after "a number".</summary>
    public static decimal? Read(string text, out string fault)
    {
        var percent = text.EndsWith('%');
        var number = percent ? text[..^1].TrimEnd(' ') : text;
        var digits = number.StartsWith('-') ? number[1..] : number;
        fault = Fault(digits);
        if (fault.Length > 0) return null;
        var value = decimal.Parse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return percent ? value * 0.01m : value;
    }

    private static string Fault(string digits)
    {
        if (digits.Any(c => c is '_' or ',' or '\'' or ' ')) return " without thousands separators, with a point before decimals";
        var parts = digits.Split('.');
        if (parts.Length > 2 || parts.Any(part => part.Length == 0 || !part.All(char.IsAsciiDigit))) return " such as 30000, -0.5 or 2 %";
        return digits.Length > MostDigits ? $" of at most {MostDigits} digits" : "";
    }
}
