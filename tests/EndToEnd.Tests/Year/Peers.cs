using TierFunctions.Local.Sample;

namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>The nameless stores of the sample marketplace, so that there are peers to be measured against.</summary>
internal static class Peers
{
    private const int Stores = 480;
    private const int Seed = 7;

    /// <summary>What the sample says of them at the end of a month, none of it malformed.</summary>
    public static IEnumerable<Row> At(int month)
    {
        var at = Rows.Year * 12 + month - 1;
        return Enumerable.Range(0, Stores).Select(place => Readings.Of(SampleStore.At(Seed, place, at), at));
    }
}
