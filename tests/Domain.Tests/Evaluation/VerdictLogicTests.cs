using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class VerdictLogicTests
{
    private const Verdict Met = Verdict.Met;
    private const Verdict Missed = Verdict.Missed;
    private const Verdict Open = Verdict.NotEvaluable;
    private const Verdict Unasked = Verdict.NotConsidered;

    [Theory]
    [InlineData(Met, Met, Met)]
    [InlineData(Met, Missed, Missed)]
    [InlineData(Met, Open, Open)]
    [InlineData(Met, Unasked, Met)]
    [InlineData(Missed, Missed, Missed)]
    [InlineData(Missed, Open, Missed)]
    [InlineData(Missed, Unasked, Missed)]
    [InlineData(Open, Open, Open)]
    [InlineData(Open, Unasked, Open)]
    [InlineData(Unasked, Unasked, Unasked)]
    public void AllOf(Verdict one, Verdict other, Verdict all) => Assert.Equal([all, all], BothWays(parts => new Requirement.All(parts), one, other));

    [Theory]
    [InlineData(Met, Met, Met)]
    [InlineData(Met, Missed, Met)]
    [InlineData(Met, Open, Met)]
    [InlineData(Met, Unasked, Met)]
    [InlineData(Missed, Missed, Missed)]
    [InlineData(Missed, Open, Open)]
    [InlineData(Missed, Unasked, Missed)]
    [InlineData(Open, Open, Open)]
    [InlineData(Open, Unasked, Open)]
    [InlineData(Unasked, Unasked, Unasked)]
    public void AnyOf(Verdict one, Verdict other, Verdict any) => Assert.Equal([any, any], BothWays(parts => new Requirement.AtLeast(1, parts), one, other));

    [Theory]
    [InlineData(Met, Missed)]
    [InlineData(Missed, Met)]
    [InlineData(Open, Open)]
    [InlineData(Unasked, Unasked)]
    public void Not(Verdict verdict, Verdict opposite) => Assert.Equal(opposite, Of(parts => new Requirement.Not(parts[0]), verdict));

    [Theory]
    [InlineData(Met, Met, Missed, Met)]
    [InlineData(Met, Missed, Missed, Missed)]
    [InlineData(Met, Open, Missed, Open)]
    [InlineData(Open, Open, Missed, Open)]
    [InlineData(Open, Missed, Missed, Missed)]
    [InlineData(Met, Met, Open, Met)]
    public void TwoOfThree(Verdict first, Verdict second, Verdict third, Verdict two) =>
        Assert.Equal(two, Of(parts => new Requirement.AtLeast(2, parts), first, second, third));

    [Fact]
    public void AskingForNothingIsMetByNobodyInParticular() => Assert.Equal(Unasked, Of(_ => new Requirement.All([])));

    private static Verdict[] BothWays(Func<IReadOnlyList<Requirement>, Requirement> combine, Verdict one, Verdict other) =>
        [Of(combine, one, other), Of(combine, other, one)];

    /// <summary>What a combination of checks comes to, each of which has a verdict of its own because its reading is missing.</summary>
    private static Verdict Of(Func<IReadOnlyList<Requirement>, Requirement> combine, params Verdict[] verdicts)
    {
        var checks = verdicts.Select((verdict, i) => Sample.Check(Sample.Test($"m{i}", Comparison.AtLeast, new Limit.Fixed(1), whenMissing: verdict)));
        IReadOnlyList<Metric> metrics = [.. Sample.Metrics, .. verdicts.Select((_, i) => new Metric($"m{i}", MetricKind.Count))];
        return Sample.Judge(Sample.Policy(combine([.. checks]), metrics: metrics)).Tiers[0].Verdict;
    }
}
