using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies.Tests;

/// <summary>Other marketplaces' public seller standards: none of them asked for a change of the code.</summary>
public sealed class ElsewhereTests
{
    private static readonly PolicyFolder Folder = PolicyFolder.Read(Path.Combine(AppContext.BaseDirectory, "Elsewhere"));

    public static TheoryData<string> Files { get; } = new(Folder.Readings.Select(reading => reading.File));

    [Fact]
    public void NoneHasAMistake() => Assert.Empty(Folder.Mistakes.Select(mistake => mistake.ToString()));

    [Theory, MemberData(nameof(Files))]
    public void EveryRowOfItsOwnTestsPasses(string file)
    {
        var reading = Folder.Readings.Single(reading => reading.File == file);
        Assert.NotEmpty(reading.Tests);
        Assert.Empty(PolicyTests.Run(reading.Policy!, reading.Tests).SelectMany(result => result.Differences.Select(difference => $"{result.Test.Name}: {difference}"))); // it has no mistake
    }
}
