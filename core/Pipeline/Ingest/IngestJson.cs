using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>The JSON of a run's small files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Chunk[]))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class IngestJson : JsonSerializerContext;

/// <summary>The JSON of frozen benchmarks, which people may hand in as well: nothing may be left out but what may be null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BenchmarkFile))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;

/// <summary>What the sender of blobs says about them: <c>manifest.json</c> beside them.</summary>
internal sealed record Manifest(IReadOnlyList<ManifestFile>? Files)
{
    public const string FileName = "manifest.json";
}

/// <param name="Name">The blob's path, relative to the manifest.</param>
/// <param name="Rows">How many rows it holds, the header left out; null where the sender does not say.</param>
/// <param name="Sha256">SHA-256 of its bytes as stored, hexadecimal.</param>
internal sealed record ManifestFile(string? Name, long? Rows, string? Sha256);

/// <summary>The frozen benchmarks as they lie with the run.</summary>
internal sealed record BenchmarkFile(int AtLeast, IReadOnlyList<BenchmarkEntry> Benchmarks);

internal sealed record BenchmarkEntry(string Group, string Metric, int Population, IReadOnlyList<BenchmarkLimit> Limits, IReadOnlyList<long> Percentiles);

/// <param name="Percentile">Null for the mean and for a place.</param>
/// <param name="Value">For people: the limit as a decimal number, cut after twelve places.</param>
/// <param name="Numerator">The exact limit in units of the metric, as a fraction.</param>
internal sealed record BenchmarkLimit(string Value, string Numerator, string Denominator, decimal? Percentile = null, BenchmarkPlace? Place = null);

/// <summary>A place among readings, from the lowest up or from the highest down.</summary>
internal sealed record BenchmarkPlace(int Number, bool FromTop);
