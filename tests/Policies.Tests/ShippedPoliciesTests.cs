using TierFunctions.Domain.Evaluation;

namespace TierFunctions.Policies.Tests;

public sealed class ShippedPoliciesTests
{
    [Fact]
    public void EveryShippedPolicyReadsWithoutAMistake()
    {
        Assert.Empty(Shipped.Folder.Mistakes.Select(mistake => mistake.ToString()));
        Assert.Equal(["examples/olist-medals.yaml", "gold-silver.yaml", "yardstick.yaml"], Shipped.Folder.Readings.Select(reading => reading.File));
    }

    [Fact]
    public void EveryShippedPolicyCompilesToAPlan() => Assert.All(Shipped.Folder.Readings, reading => Assert.NotEmpty(new Plan(reading.Policy!).Tests));
}
