namespace TierFunctions.Adapters.Tests.Contracts;

/// <summary>What [Fact] means in the contracts when it is adapters on the emulator that keep them.</summary>
internal sealed class FactAttribute : Azure.Tests.Emulator.AzuriteFactAttribute;
