using System.Globalization;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Policies.Linting;

/// <summary>Which readings the bands of a metric take: those that no reading reaches, and the first gap between them.</summary>
internal sealed class BandCoverage
{
    /// <param name="least">The least reading there can be; null for none.</param>
    /// <param name="most">The greatest reading there can be; null for none.</param>
    public BandCoverage(IReadOnlyList<Band> bands, decimal? least, decimal? most)
    {
        // Every number at which something begins or ends, the numbers between two of them, and one beyond either end.
        var ends = bands.SelectMany(band => new[] { band.Low?.Number, band.High?.Number }).Append(least).Append(most).OfType<decimal>().Distinct().Order().ToList();
        if (ends.Count == 0) ends.Add(0);
        var samples = ends.Zip(ends.Skip(1)).SelectMany(pair => new[] { pair.First, pair.First + (pair.Second - pair.First) / 2 })
            .Append(ends[^1]).Prepend(ends[0] - 1).Append(ends[^1] + 1)
            .Where(sample => !(sample < least) && !(sample > most)).ToList();

        var taken = samples.Select(sample => bands.FirstOrDefault(band => Holds(band, sample))).ToList();
        Hidden = [.. bands.Where(band => !taken.Contains(band))];
        for (var i = 0; i < samples.Count && Gap is null; i++)
        {
            if (taken[i] is null) Gap = string.Create(CultureInfo.InvariantCulture, $"such as {samples[i]}");
        }
    }

    public IReadOnlyList<Band> Hidden { get; }

    public string? Gap { get; }

    private static bool Holds(Band band, decimal number) =>
        (band.Low is not { } low || number > low.Number || number == low.Number && low.Inclusive)
        && (band.High is not { } high || number < high.Number || number == high.Number && high.Inclusive);
}
