using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Tests;

/// <summary>The policies of this repository, as the build lays them beside the tests.</summary>
internal static class Shipped
{
    public static PolicyFolder Folder { get; } = PolicyFolder.Read(Path.Combine(AppContext.BaseDirectory, "policies"));

    public static Policy Policy(string file) => Folder.Readings.Single(reading => reading.File == file).Policy
        ?? throw new InvalidOperationException($"{file} does not read: {string.Join("; ", Folder.Mistakes)}");
}
