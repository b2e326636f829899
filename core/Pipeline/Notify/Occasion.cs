using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>What a reminder is about, since no outcome says it: all that its letter is written from, the same on every try.</summary>
public sealed record Occasion
{
    /// <summary>The run whose policy, benchmarks and outcome stand behind it; the key that it lies under where there is no outcome, only the policy in force.</summary>
    public required RunKey By { get; init; }

    /// <summary>When it was found.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>For a risk, the store's readings so far, a line of a snapshot.</summary>
    public string? Readings { get; init; }

    /// <summary>For a risk, the exemptions and decisions that touch the open period, as <see cref="Rulings.RulingCodec"/> writes them; null where there are none.</summary>
    public string? Rulings { get; init; }

    /// <summary>For a risk, what the store's case said, as <see cref="Cases.CaseResultsCodec"/> writes it; null where it has none.</summary>
    public string? Case { get; init; }

    /// <summary>For a risk, the runs of other programmes that were read; null where the policy reads none.</summary>
    public IReadOnlyList<SourceRun>? Sources { get; init; }

    /// <summary>For a step of a case, the state that it has come to; it is due there on <see cref="Deadline"/>.</summary>
    public string? Step { get; init; }

    /// <summary>For a deadline, the first day on which something is over.</summary>
    public DateOnly? Deadline { get; init; }

    public DeadlineKind? Kind { get; init; }

    /// <summary>The ids of the entitlements that end then, apart by blanks.</summary>
    public string? Entitlements { get; init; }
}

/// <summary>An occasion as every store keeps it.</summary>
public static class OccasionCodec
{
    public static string? Write(Occasion? occasion) => occasion is null ? null : JsonSerializer.Serialize(occasion, OccasionJson.Default.Occasion);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Occasion? Read(string? text) => string.IsNullOrEmpty(text) ? null
        : JsonSerializer.Deserialize(text, OccasionJson.Default.Occasion) ?? throw new JsonException("An occasion is a JSON object, not null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RunCodec.KeyConverter), typeof(RunCodec.PeriodConverter)])]
[JsonSerializable(typeof(Occasion))]
internal sealed partial class OccasionJson : JsonSerializerContext;
