using System.Globalization;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>A place where it is about noon, so that no night holds anything back.</summary>
internal static class Midday
{
    public static string Zone()
    {
        var west = TimeProvider.System.GetUtcNow().Hour - 12;
        // The names of these zones count the hours the other way round.
        return west == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(west > 0 ? '+' : '-')}{Math.Abs(west)}");
    }
}
