using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Tests.Calendar;

namespace TierFunctions.Domain.Tests.Evaluation;

public sealed class MoverTests
{
    private const string Stores = "gold silver bronze";

    [Fact]
    public void WithoutARuleAStoreHoldsWhatItEarned() =>
        Assert.Equal("gold none silver", Walk(new MovementRules(), "gold none silver"));

    [Theory]
    [InlineData("gold silver silver", "gold gold silver")]
    [InlineData("gold silver gold silver gold", "gold gold gold gold gold")]
    [InlineData("gold silver none", "gold gold none")]
    public void AStoreFallsAtTheLastOfItsStrikes(string earned, string held) => Assert.Equal(held, Walk(new MovementRules { Strikes = 2 }, earned));

    [Fact]
    public void TheRuleThatKeptAStoreAndItsRealLevelAreNamed()
    {
        var moved = Moves(new MovementRules { Strikes = 3 }, "gold none none")[^1];
        Assert.Equal(("gold", "none", MovedBy.Strike, 2), (moved.Standing.Tier.Name, moved.Earned.Name, moved.By, moved.Standing.Carried.Strikes));
    }

    [Theory]
    [InlineData("gold none none none", "gold silver bronze none")]
    [InlineData("gold bronze", "gold silver")]
    public void AStoreFallsSoManyStepsAtATime(string earned, string held) => Assert.Equal(held, Walk(new MovementRules { StepsDown = 1 }, earned));

    [Theory]
    [InlineData("none gold gold gold", "none bronze silver gold")]
    [InlineData("gold", "gold")] // being placed is no step
    public void AStoreRisesSoManyStepsAtATime(string earned, string held) => Assert.Equal(held, Walk(new MovementRules { StepsUp = 1 }, earned));

    [Fact]
    public void TheFirstAssessmentsGiveATierAtLeast() =>
        Assert.Equal("bronze bronze none", Walk(new MovementRules { Grace = new Grace("bronze", 2) }, "none none none"));

    [Fact]
    public void ATierJustReachedIsProtected()
    {
        var rules = new MovementRules { Protection = new Term(2, TermUnit.Months) };
        // Reached on 1 September, so protected in the outcomes that are held from 1 October; not from 1 November.
        Assert.Equal("none gold gold none", Walk(rules, "none gold none none"));
        Assert.Equal(new DateOnly(2026, 11, 1), Moves(rules, "none gold none")[^1].Until);
    }

    [Fact]
    public void ATermOfPeriodsEndsWithAPeriod() =>
        Assert.Equal("none gold gold none", Walk(new MovementRules { Protection = new Term(2, TermUnit.Periods) }, "none gold none none"));

    [Fact]
    public void AStoreFallenToATierIsNotProtectedInIt()
    {
        var rules = new MovementRules { Protection = new Term(1, TermUnit.Months), StepsDown = 1 };
        Assert.Equal("gold silver bronze", Walk(rules, "gold none none"));
    }

    [Fact]
    public void AnIncubatedTierEndsUpwardsOrOut()
    {
        var rules = new MovementRules { Incubations = [new Incubation("silver", 6, "none")] };
        Assert.Equal("silver silver silver silver gold gold gold gold", Walk(rules, "silver silver silver silver gold gold gold gold"));
        Assert.Equal("silver silver silver silver silver silver none", Walk(rules, "silver silver silver silver silver silver silver"));
    }

    [Theory]
    [InlineData("2026-01", "silver")] // held from 1 February: six calendar months after 30 August are not over
    [InlineData("2026-02", "none")]
    public void SixMonthsAfterThirtyAugustIsTwentyEightFebruary(string period, string held)
    {
        var moved = Move(
            new MovementRules { Incubations = [new Incubation("silver", 6, "none")] }, "silver", PeriodTests.Read(period), new Standing(TierOf("silver"), new DateOnly(2025, 8, 30), null));
        Assert.Equal(held, moved.Standing.Tier.Name);
        Assert.Equal(new DateOnly(2026, 2, 28), moved.Until);
    }

    [Fact]
    public void WhoFellOutWaits() =>
        Assert.Equal("gold none none none gold", Walk(new MovementRules { Waiting = new Term(3, TermUnit.Months) }, "gold none gold gold gold"));

    [Fact]
    public void ACancelledStoreNeverComesBack()
    {
        var rules = new MovementRules { Cancellations = [new Cancellation("fraud", Wording.Plain("Fraud"), Sample.Check("fraud", Comparison.AtLeast, 1))] };
        Assert.Equal("gold none none none", Walk(rules, "gold gold! gold gold"));
        Assert.Equal("fraud", Moves(rules, "gold gold! gold")[^1].Standing.Carried.Cancelled?.By);
        // It is membership that is cancelled.
        Assert.Equal("none gold", Walk(rules, "none! gold"));
    }

    [Fact]
    public void NoRuleSoftensABar() =>
        Assert.Equal("gold silver none", Walk(new MovementRules { Strikes = 9 }, "gold none* none**"));

    [Fact]
    public void NoRuleSoftensATierUnderTheDefaultOne() =>
        Assert.Equal("gold suspended", Walk(new MovementRules { Strikes = 9, StepsDown = 1, Protection = new Term(9, TermUnit.Months) }, "gold suspended"));

    /// <summary>Who could not be judged does not wait; who is then found to have missed waits from then on.</summary>
    [Theory]
    [InlineData("gold ? gold", "gold none gold")]
    [InlineData("gold ? none gold gold gold", "gold none none none none gold")]
    [InlineData("gold ? ? gold", "gold none none gold")]
    public void NobodyWaitsForAPeriodThatCannotBeTold(string earned, string held) => Assert.Equal(held, Walk(new MovementRules { Waiting = new Term(3, TermUnit.Months) }, earned));

    /// <summary>Silver since 1 August is over on 1 February, whatever could not be told in between; who rose at last has risen.</summary>
    [Theory]
    [InlineData("silver silver ? silver silver silver silver", "silver silver none silver silver silver none")]
    [InlineData("silver silver silver silver silver silver ? gold", "silver silver silver silver silver silver none gold")]
    [InlineData("silver silver silver silver silver silver ? silver", "silver silver silver silver silver silver none none")]
    public void ATierForATimeGoesOnAfterAPeriodThatCouldNotBeTold(string earned, string held) =>
        Assert.Equal(held, Walk(new MovementRules { Incubations = [new Incubation("silver", 6, "none")], Waiting = new Term(6, TermUnit.Months) }, earned));

    [Theory]
    [InlineData("gold ? ? ? gold", "gold gold gold none gold")]
    [InlineData("gold ? gold ? ? gold", "gold gold gold gold gold gold")]
    public void WhoCannotBeJudgedKeepsItsTierForAWhile(string earned, string held) => Assert.Equal(held, Walk(new MovementRules { Unjudged = new Term(2, TermUnit.Periods) }, earned));

    [Theory]
    [InlineData(CalendarSpan.Quarter, "gold none none none", "gold gold none none")]
    [InlineData(CalendarSpan.Quarter, "none gold none silver", "none gold none silver")]
    [InlineData(CalendarSpan.Year, "gold none none none none none gold", "gold gold gold gold gold none gold")]
    [InlineData(CalendarSpan.Month, "gold none", "gold none")]
    public void AStoreFallsOnlyAtTheEndOfALongerSpan(CalendarSpan span, string earned, string held) => Assert.Equal(held, Walk(new MovementRules { FallsAt = span }, earned));

    /// <summary>Gold that counts from 1 August is held until 1 November, silver that was earned a month later until 1 December.</summary>
    [Theory]
    [InlineData("gold silver none none none", "gold gold gold silver none")]
    [InlineData("gold none gold none none none", "gold gold gold gold gold none")]
    [InlineData("gold gold** none", "gold none none")]
    public void ATierIsHeldFromTheLastTimeItWasEarned(string earned, string held) => Assert.Equal(held, Walk(new MovementRules { Validity = new Term(3, TermUnit.Months) }, earned));

    [Theory]
    [InlineData("gold", 3, "2026-11-01")]
    [InlineData("gold silver", 3, "2026-11-01")]
    [InlineData("gold silver", 1, "2026-10-01")]
    public void ItsEndIsADeadlineOfProtection(string earned, int months, string day)
    {
        var rules = new MovementRules { Validity = new Term(months, TermUnit.Months) };
        var deadline = Assert.Single(Deadline.OfStanding(new Plan(PolicyOf(rules, []), First).Mover, Moves(rules, earned)[^1].Standing));
        Assert.Equal((DeadlineKind.Protection, day), (deadline.Kind, deadline.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void ACancellationForATimeIsOverThen() => Assert.Equal(
        "gold none none gold gold",
        Walk(new MovementRules { Cancellations = [new Cancellation("fraud", Wording.Plain("Fraud"), Sample.Check("fraud", Comparison.AtLeast, 1), new Term(2, TermUnit.Months))] }, "gold gold! gold gold gold"));

    [Fact]
    public void OfTheLastPeriodsThoseAreRememberedInWhichItHeld()
    {
        var metric = new Metric("good", MetricKind.Count, derivation: new Derivation.Streak(Sample.Check("score", Comparison.AtLeast, 2), null) { Last = 3 });
        var last = new StreakMetric(metric, 0).Last!.Value; // never null: it has one
        Assert.Equal([1, 2, 1, 1], Moves(new MovementRules(), "silver gold bronze silver", [metric]).Select(moved => last.CountBefore(moved.Standing.Carried.StreakOf("good"))));
    }

    [Fact]
    public void AStreakOfATierCountsThePeriodsBefore()
    {
        var metric = new Metric("held", MetricKind.Count, derivation: new Derivation.Streak(null, "silver"));
        Assert.Equal([1L, 2, 3, 0, 1], Moves(new MovementRules(), "silver gold silver bronze silver", [metric]).Select(moved => moved.Standing.Carried.StreakOf("held")));
    }

    [Fact]
    public void AStreakOfAConditionCountsThePeriodToo()
    {
        var metric = new Metric("good", MetricKind.Count, derivation: new Derivation.Streak(Sample.Check("score", Comparison.AtLeast, 2), null));
        Assert.Equal([1L, 2, 0, 1], Moves(new MovementRules(), "silver gold bronze silver", [metric]).Select(moved => moved.Standing.Carried.StreakOf("good")));
    }

    [Fact]
    public void AStreakDoesNotReachOverAGap()
    {
        var metric = new Metric("held", MetricKind.Count, derivation: new Derivation.Streak(null, "silver"));
        Assert.Equal([1L, 1], Moves(new MovementRules(), "silver silver", [metric], follows: false).Select(moved => moved.Standing.Carried.StreakOf("held")));
    }

    private static Period First => PeriodTests.Read("2026-07");

    /// <summary>The tiers held after each of several months, by those earned. A <c>?</c> cannot be told, a <c>!</c> is a fraud; one <c>*</c> shuts gold, two shut all.</summary>
    private static string Walk(MovementRules rules, string earned) => string.Join(' ', Moves(rules, earned).Select(moved => moved.Standing.Tier.Name));

    private static List<Moved> Moves(MovementRules rules, string earned, IReadOnlyList<Metric>? more = null, bool follows = true)
    {
        var moves = new List<Moved>();
        var period = First;
        Standing? standing = null;
        foreach (var month in earned.Split(' '))
        {
            moves.Add(Move(rules, month, period, standing, more, follows));
            standing = moves[^1].Standing;
            period = period.Next;
        }
        return moves;
    }

    private static Moved Move(MovementRules rules, string earned, Period period, Standing? before, IReadOnlyList<Metric>? more = null, bool follows = true)
    {
        var plan = new Plan(PolicyOf(rules, more ?? []), period);
        var judge = new Judge(plan, BenchmarkSet.Empty, []);
        var row = new long[plan.Policy.Metrics.Count];
        row[0] = earned == "?" ? Metric.Missing : Array.IndexOf(["suspended", "none", "bronze", "silver", "gold"], earned.TrimEnd('!', '*')) - 1;
        row[1] = earned.Count(c => c is '!');
        row[2] = earned.Count(c => c is '*');
        plan.Bring(row, before, follows);
        plan.Complete(row);
        var verdicts = new Verdict[plan.Tests.Count];
        var decision = judge.Assess(row, verdicts);
        return plan.Mover!.Move(decision, verdicts, row, before, follows); // never null: the policy has rules
    }

    private static Tier TierOf(string name) => PolicyOf(new MovementRules(), []).FindTier(name)!;

    private static Policy PolicyOf(MovementRules rules, IReadOnlyList<Metric> more) => new()
    {
        Programme = "walk",
        Version = "1",
        Title = Wording.Plain("Walk"),
        EffectiveFrom = First,
        TimeZone = "UTC",
        Metrics = [new("score", MetricKind.Count, minimum: -1), new("fraud", MetricKind.Count), new("shut", MetricKind.Count), .. more],
        Peers = new Peers(null, 1, PercentileMethod.Type7),
        Bars =
        [
            new Bar("gold-shut", Wording.Plain("gold"), Sample.Check("shut", Comparison.AtLeast, 1), ["gold"]),
            new Bar("all-shut", Wording.Plain("all"), Sample.Check("shut", Comparison.AtLeast, 2), Stores.Split(' ')),
        ],
        Tiers = [.. Stores.Split(' ').Select((name, i) => new Tier(name, 4 - i, Wording.Plain(name), Sample.Check("score", Comparison.AtLeast, 3 - i), []))],
        Otherwise = new Tier("none", 1, Wording.Plain("none"), new Requirement.All([]), []),
        Below = [new Tier("suspended", 0, Wording.Plain("suspended"), Sample.Check("score", Comparison.Below, 0), [])],
        Movement = rules,
    };
}
