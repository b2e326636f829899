using System.Diagnostics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// A requirement compiled to places in a store's list of verdicts. The logic has three values and a half: missed outweighs not
/// evaluable, which outweighs met; what is not considered counts as if it were not written.
/// </summary>
internal abstract class Node
{
    public abstract Verdict Judge(ReadOnlySpan<Verdict> verdicts);

    public static Node Compile(Requirement requirement, Func<Test, int> placeOf) => requirement switch
    {
        // Advice is examined, so that it can be shown, and then left out.
        Requirement.Check check => placeOf(check.Test) is var place && check.Test.IsAdvisory ? new Aside() : new Leaf(place),
        Requirement.Not not => new Opposite(Compile(not.Of, placeOf)),
        Requirement.AtLeast some => new Some(some.Count, [.. some.Of.Select(part => Compile(part, placeOf))]),
        Requirement.All all => Every([.. all.Of.Select(part => Compile(part, placeOf))]),
        _ => throw new UnreachableException(),
    };

    private static Conjunction Every(Node[] parts) =>
        new([.. parts.OfType<Leaf>().Select(leaf => leaf.Place)], [.. parts.Where(part => part is not Leaf)]);

    private sealed class Leaf(int place) : Node
    {
        public int Place => place;

        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts) => verdicts[place];
    }

    private sealed class Aside : Node
    {
        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts) => Verdict.NotConsidered;
    }

    private sealed class Opposite(Node part) : Node
    {
        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts) => part.Judge(verdicts) switch
        {
            Verdict.Met => Verdict.Missed,
            Verdict.Missed => Verdict.Met,
            var other => other,
        };
    }

    /// <summary>All of: most requirements are plain checks, so their places lie in one array that is walked without a call.</summary>
    private sealed class Conjunction(int[] places, Node[] parts) : Node
    {
        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts)
        {
            var sum = Verdict.NotConsidered;
            foreach (var place in places)
            {
                if (verdicts[place] is Verdict.Missed) return Verdict.Missed;
                sum = And(sum, verdicts[place]);
            }
            foreach (var part in parts)
            {
                var verdict = part.Judge(verdicts);
                if (verdict is Verdict.Missed) return Verdict.Missed;
                sum = And(sum, verdict);
            }
            return sum;
        }

        private static Verdict And(Verdict left, Verdict right) => (left, right) switch
        {
            (Verdict.NotConsidered, _) => right,
            (_, Verdict.NotConsidered) => left,
            (Verdict.NotEvaluable, _) or (_, Verdict.NotEvaluable) => Verdict.NotEvaluable,
            _ => Verdict.Met,
        };
    }

    private sealed class Some(int count, Node[] parts) : Node
    {
        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts)
        {
            int met = 0, open = 0, considered = 0;
            foreach (var part in parts)
            {
                var verdict = part.Judge(verdicts);
                if (verdict is Verdict.NotConsidered) continue;
                considered++;
                if (verdict is Verdict.Met) met++;
                if (verdict is Verdict.NotEvaluable) open++;
            }
            if (considered == 0) return Verdict.NotConsidered;
            if (met >= count) return Verdict.Met;
            return met + open >= count ? Verdict.NotEvaluable : Verdict.Missed;
        }
    }
}
