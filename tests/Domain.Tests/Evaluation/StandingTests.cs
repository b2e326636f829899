using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class StandingTests
{
    private static readonly Tier None = Tier("none", 0);
    private static readonly Tier Silver = Tier("silver", 1);
    private static readonly Tier Gold = Tier("gold", 2);

    [Fact]
    public void ATierIsHeldFromTheFirstDayAfterThePeriodThatEarnedIt() =>
        Assert.Equal(new Standing(Silver, new DateOnly(2026, 10, 1), null), Standing.After(null, Silver, PeriodTests.Read("2026-Q3")));

    [Fact]
    public void HoldingATierOnKeepsItsFirstDayAndWhereItCameFrom()
    {
        var first = Standing.After(new Standing(None, null, null), Silver, PeriodTests.Read("2026-Q3"));
        Assert.Equal(new Standing(Silver, new DateOnly(2026, 10, 1), None), Standing.After(first, Silver, PeriodTests.Read("2026-Q4")));
    }

    [Fact]
    public void WhoFellToATierIsNoNewHolder()
    {
        Assert.True(Standing.After(null, Silver, PeriodTests.Read("2026-Q3")).IsNewHolder);
        Assert.True(Standing.After(new Standing(None, null, null), Silver, PeriodTests.Read("2026-Q3")).IsNewHolder);
        Assert.False(Standing.After(new Standing(Gold, null, null), Silver, PeriodTests.Read("2026-Q3")).IsNewHolder);
    }

    [Fact]
    public void AMovementComparesRanks()
    {
        Assert.Equal(Movement.Placed, Movements.Between(null, None));
        Assert.Equal(Movement.Promoted, Movements.Between(None, Silver));
        Assert.Equal(Movement.Held, Movements.Between(Silver, Silver));
        Assert.Equal(Movement.Demoted, Movements.Between(Gold, Silver));
    }

    private static Tier Tier(string name, int rank) => new(name, rank, Wording.Plain(name), new Requirement.All([]), []);
}
