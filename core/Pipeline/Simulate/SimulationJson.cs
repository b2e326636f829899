using System.Text.Json;
using System.Text.Json.Serialization;

namespace TierFunctions.Pipeline.Simulate;

/// <summary>A simulation as one JSON object.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Simulation))]
public sealed partial class SimulationJson : JsonSerializerContext
{
    public static string Write(Simulation simulation) => JsonSerializer.Serialize(simulation, Default.Simulation);
}
