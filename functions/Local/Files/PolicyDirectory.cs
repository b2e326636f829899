using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TierFunctions.Local.Cli;
using TierFunctions.Policies;

namespace TierFunctions.Local.Files;

/// <summary>The folder of policies as it grows: versions are added, none is ever changed, and a log beside them says who added which and why.</summary>
internal sealed class PolicyDirectory
{
    public const string Log = "activations.ndjson";

    private readonly string directory;
    private readonly PolicyFolder folder;

    public PolicyDirectory(string directory)
    {
        if (!Directory.Exists(directory)) throw new BadInputException($"There is no folder of policies at {directory}.");
        this.directory = directory;
        folder = PolicyFolder.Read(directory);
        if (folder.Mistakes.Count > 0) throw new BadInputException($"The policies in {directory} have mistakes:\n{string.Join('\n', folder.Mistakes)}");
    }

    /// <summary>The version that a draft would follow; null for a programme's first. Throws where the draft cannot stand beside those in the folder.</summary>
    public PolicyReading? Before(PolicyReading draft)
    {
        var mistakes = folder.With(draft).Mistakes;
        if (mistakes.Count > 0) throw new BadInputException($"{draft.File} cannot be put in force beside the policies in {directory}:\n{string.Join('\n', mistakes)}");
        var versions = folder.Readings.Where(reading => reading.Policy!.Programme == draft.Policy!.Programme).ToList(); // all were read without mistakes
        return versions.Where(version => version.Policy!.EffectiveFrom < draft.Policy!.EffectiveFrom).MaxBy(version => version.Policy!.EffectiveFrom)
            ?? versions.MinBy(version => version.Policy!.EffectiveFrom);
    }

    /// <summary>Adds a draft under its programme and version, and says where it lies.</summary>
    public string Add(PolicyReading draft, Activation activation)
    {
        var path = Path.Combine(directory, $"{activation.Programme}-{activation.Version}.yaml");
        if (File.Exists(path)) throw new BadInputException($"{path} exists already; a version is never written over.");
        // The log first: a line too many does no harm, a version that nobody answers for would.
        File.AppendAllText(Path.Combine(directory, Log), JsonSerializer.Serialize(activation, ActivationJson.Default.Activation) + "\n");
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, draft.Text, new UTF8Encoding(false));
        File.Move(temporary, path, overwrite: false);
        return path;
    }
}

/// <summary>Who put a version in force, what a simulation said of it, and why it was accepted where that was more than may move.</summary>
/// <param name="Run">The run it was held against; null where nothing had been assessed.</param>
/// <param name="MostMoved">The share of stores that could move without a reason.</param>
internal sealed record Activation(
    string Programme, string Version, string Sha256, string By, DateTimeOffset At, string? Run, long? Stores, long? Moved, decimal MostMoved, string? AcceptedBecause);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Activation))]
internal sealed partial class ActivationJson : JsonSerializerContext;
