using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Rulings;

/// <summary>The exemptions that apply to a store, and its complete row as they make it.</summary>
/// <param name="Lifts">The tests that they lift; of one that several lift, each.</param>
public sealed record Protection(IReadOnlyList<Exemption> Exemptions, IReadOnlyList<Lift> Lifts, long[] Row)
{
    /// <summary>Judges the protected row: what is lifted is not considered.</summary>
    public Evaluation.Decision Assess(Judge judge, Span<Verdict> verdicts)
    {
        judge.Examine(Row, verdicts);
        Lift(verdicts);
        return judge.Decide(verdicts);
    }

    internal Exemption? LifterOf(int place)
    {
        foreach (var lift in Lifts)
        {
            if (lift.Place == place) return lift.By;
        }
        return null;
    }

    internal void Lift(Span<Verdict> verdicts)
    {
        foreach (var lift in Lifts) verdicts[lift.Place] = Verdict.NotConsidered;
    }
}

/// <summary>A test that an exemption lifts.</summary>
/// <param name="Place">Its place in a list of verdicts.</param>
public readonly record struct Lift(int Place, Exemption By);
