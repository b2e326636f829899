using System.Globalization;

namespace TierFunctions.Pages.Charts;

/// <summary>Lengths for SVG attributes. They are always percentages, so that a drawing is as wide as the page lets it be.</summary>
internal static class Svg
{
    public static string Percent(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public static string Share(long part, long whole) => Percent(whole == 0 ? 0 : part * 100m / whole);
}
