using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Evaluation;

namespace TierFunctions.Domain.Tests.Evaluation;

/// <summary>
/// What holds of better readings where rules of movement are in force: not that a store that is better all year ends higher (a tier that it
/// reaches earlier may end earlier), but that of one period and one standing before it.
/// </summary>
public sealed class BetterCardTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void FromTheSameStandingABetterCardNeverHoldsALowerTier() => Prop.ForAll(BetterCards.Any, one =>
        Assert.True(one.Held(one.BetterCard).Rank >= one.Held(one.WorseCard).Rank)).Check(Thorough);

    /// <summary>The property above says nothing of rules that never come up.</summary>
    [Fact]
    public void EveryRuleOfMovementComesUpAmongThoseCards()
    {
        var seen = new HashSet<MovedBy>();
        Prop.ForAll(BetterCards.Any, one =>
        {
            if (one.Held(one.WorseCard).By is { } rule) seen.Add(rule);
        }).Check(Thorough.WithReplay(11889154385013123945, 8577612345678901235)); // the same cards every time: a rare rule must not be a matter of luck
        // Of a card nothing is missing. That a missing reading may keep a tier which a bad one would cost is what the rule is for.
        Assert.Equal(Enum.GetValues<MovedBy>().Where(rule => rule is not MovedBy.Unjudged), seen.Order());
    }
}
