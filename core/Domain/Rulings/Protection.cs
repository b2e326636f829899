using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Rulings;

/// <summary>The exemptions that apply to a store, and its complete row as they make it.</summary>
/// <param name="Lifts">The places of the tests that they lift.</param>
public sealed record Protection(IReadOnlyList<Exemption> Exemptions, IReadOnlyList<int> Lifts, long[] Row)
{
    /// <summary>Judges the protected row: what is lifted is not considered.</summary>
    public Evaluation.Decision Assess(Judge judge, Span<Verdict> verdicts)
    {
        judge.Assess(Row, verdicts);
        foreach (var place in Lifts) verdicts[place] = Verdict.NotConsidered;
        return judge.Decide(verdicts);
    }
}
