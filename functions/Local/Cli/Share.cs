using System.Globalization;

namespace TierFunctions.Local.Cli;

/// <summary>A share on the command line: 5%, 5 % or 0.05.</summary>
internal static class Share
{
    public static bool TryParse(string text, out decimal share)
    {
        var isPercent = text.EndsWith('%');
        var number = isPercent ? text[..^1].TrimEnd() : text;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share)) return false;
        if (isPercent) share /= 100;
        return share is >= 0 and <= 1;
    }
}
