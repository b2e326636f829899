using System.Globalization;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Writes and reads a run's frozen benchmarks. Limits are kept as exact fractions, with a decimal number beside them for people.</summary>
public static class BenchmarkCodec
{
    public static byte[] Write(BenchmarkSet benchmarks, Policy policy) => JsonSerializer.SerializeToUtf8Bytes(
        new BenchmarkFile(benchmarks.AtLeast, [.. benchmarks.Entries.Select(entry => new BenchmarkEntry(
            entry.Key, entry.Value.Metric, entry.Value.Population,
            [.. entry.Value.Limits.OrderBy(limit => (limit.Key as Limit.PeerPercentile)?.Percent ?? -1).ThenBy(limit => (limit.Key as Limit.PeerRank)?.Place ?? 0).Select(limit => ToEntry(limit.Key, limit.Value, policy.Metrics[policy.SlotOf(entry.Value.Metric)].UnitsPerOne))],
            entry.Value.Percentiles))]),
        BenchmarkJson.Default.BenchmarkFile);

    /// <summary>Reads what <see cref="Write"/> wrote. Throws <see cref="JsonException"/> for anything else.</summary>
    public static BenchmarkSet Read(ReadOnlySpan<byte> json)
    {
        var file = JsonSerializer.Deserialize(json, BenchmarkJson.Default.BenchmarkFile) ?? throw new JsonException("The benchmarks are empty.");
        try
        {
            return Read(file);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentException)
        {
            throw new JsonException($"Not benchmarks: {fault.Message}", fault);
        }
    }

    private static BenchmarkSet Read(BenchmarkFile file) =>
        new(
            file.Benchmarks.Select(entry => KeyValuePair.Create(entry.Group, new Benchmark(
                entry.Metric, entry.Population,
                entry.Limits.ToDictionary(
                    LimitOf,
                    limit => new Fraction(Int128.Parse(limit.Numerator, CultureInfo.InvariantCulture), Int128.Parse(limit.Denominator, CultureInfo.InvariantCulture))),
                entry.Percentiles))),
            file.AtLeast);

    private static BenchmarkLimit ToEntry(Limit limit, Fraction value, long unitsPerOne) => new(
        (decimal.Truncate((decimal)value.Numerator / (decimal)value.Denominator / unitsPerOne * 1_000_000_000_000m) / 1_000_000_000_000m).ToString("0.############", CultureInfo.InvariantCulture),
        value.Numerator.ToString(CultureInfo.InvariantCulture),
        value.Denominator.ToString(CultureInfo.InvariantCulture),
        (limit as Limit.PeerPercentile)?.Percent,
        limit is Limit.PeerRank rank ? new BenchmarkPlace(rank.Place, rank.FromTop) : null);

    private static Limit LimitOf(BenchmarkLimit limit) =>
        limit.Place is { } place ? new Limit.PeerRank(place.Number, place.FromTop)
        : limit.Percentile is { } percent ? new Limit.PeerPercentile(percent)
        : new Limit.PeerMean();
}
