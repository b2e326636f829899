using TierFunctions.Domain.Evaluation;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies.Tests;

public sealed class ShippedPoliciesTests
{
    [Fact]
    public void EveryShippedPolicyReadsWithoutAMistake()
    {
        Assert.Empty(Shipped.Folder.Mistakes.Select(mistake => mistake.ToString()));
        Assert.Equal(
            [
                "annual-fee-refund.yaml", "china-good-sellers.yaml", "examples/olist-medals.yaml", "gold-silver.yaml", "managed-tier.yaml", "pop-tier.yaml",
                "refund-rate-warning.yaml", "service-level.yaml", "store-entry.yaml", "yardstick.yaml",
            ],
            Shipped.Folder.Readings.Select(reading => reading.File));
    }

    public static TheoryData<string> Files { get; } = new(Shipped.Folder.Readings.Select(reading => reading.File));

    [Theory, MemberData(nameof(Files))]
    public void EveryRowOfItsOwnTestsPasses(string file)
    {
        var reading = Shipped.Folder.Readings.Single(reading => reading.File == file);
        Assert.Empty(PolicyTests.Run(reading.Policy!, reading.Tests).SelectMany(result => result.Differences.Select(difference => $"{result.Test.Name}: {difference}")));
    }

    [Fact]
    public void EveryShippedPolicyCompilesToAPlan() => Assert.All(Shipped.Folder.Readings, reading => Assert.NotEmpty(new Plan(reading.Policy!).Tests));
}
