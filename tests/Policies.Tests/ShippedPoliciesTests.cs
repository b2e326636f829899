using TierFunctions.Domain.Evaluation;

namespace TierFunctions.Policies.Tests;

public sealed class ShippedPoliciesTests
{
    private static readonly PolicyFolder Shipped = PolicyFolder.Read(Path.Combine(AppContext.BaseDirectory, "policies"));

    [Fact]
    public void EveryShippedPolicyReadsWithoutAMistake()
    {
        Assert.Empty(Shipped.Mistakes.Select(mistake => mistake.ToString()));
        Assert.Equal(["examples/olist-medals.yaml", "gold-silver.yaml", "yardstick.yaml"], Shipped.Readings.Select(reading => reading.File));
    }

    [Fact]
    public void EveryShippedPolicyCompilesToAPlan() => Assert.All(Shipped.Readings, reading => Assert.NotEmpty(new Plan(reading.Policy!).Tests));
}
