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

    /// <summary>Adds the places of the tests that keep it from being met: of what is met already, and of advice, none.</summary>
    public void Deciding(ReadOnlySpan<Verdict> verdicts, List<int> into)
    {
        if (Judge(verdicts) is not (Verdict.Met or Verdict.NotConsidered)) AddDeciding(verdicts, into);
    }

    /// <summary>Adds the places of the tests that make it met; none where it is not.</summary>
    public void Proving(ReadOnlySpan<Verdict> verdicts, List<int> into)
    {
        if (Judge(verdicts) is Verdict.Met) AddProving(verdicts, into);
    }

    protected abstract void AddDeciding(ReadOnlySpan<Verdict> verdicts, List<int> into);

    protected abstract void AddProving(ReadOnlySpan<Verdict> verdicts, List<int> into);

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
        new(parts, [.. parts.OfType<Leaf>().Select(leaf => leaf.Place)], [.. parts.Where(part => part is not Leaf)]);

    private sealed class Leaf(int place) : Node
    {
        public int Place => place;

        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts) => verdicts[place];

        protected override void AddDeciding(ReadOnlySpan<Verdict> verdicts, List<int> into) => into.Add(place);

        protected override void AddProving(ReadOnlySpan<Verdict> verdicts, List<int> into) => into.Add(place);
    }

    private sealed class Aside : Node
    {
        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts) => Verdict.NotConsidered;

        protected override void AddDeciding(ReadOnlySpan<Verdict> verdicts, List<int> into)
        {
        }

        protected override void AddProving(ReadOnlySpan<Verdict> verdicts, List<int> into)
        {
        }
    }

    private sealed class Opposite(Node part) : Node
    {
        public override Verdict Judge(ReadOnlySpan<Verdict> verdicts) => part.Judge(verdicts) switch
        {
            Verdict.Met => Verdict.Missed,
            Verdict.Missed => Verdict.Met,
            var other => other,
        };

        protected override void AddDeciding(ReadOnlySpan<Verdict> verdicts, List<int> into)
        {
            part.Proving(verdicts, into);
            part.Deciding(verdicts, into);
        }

        protected override void AddProving(ReadOnlySpan<Verdict> verdicts, List<int> into) => part.Deciding(verdicts, into);
    }

    /// <summary>Of several parts, those of each, in the order of the policy.</summary>
    private abstract class Several(Node[] parts) : Node
    {
        protected override void AddDeciding(ReadOnlySpan<Verdict> verdicts, List<int> into)
        {
            foreach (var part in parts) part.Deciding(verdicts, into);
        }

        protected override void AddProving(ReadOnlySpan<Verdict> verdicts, List<int> into)
        {
            foreach (var part in parts) part.Proving(verdicts, into);
        }
    }

    /// <summary>All of: most requirements are plain checks, so their places lie in one array that is walked without a call.</summary>
    private sealed class Conjunction(Node[] all, int[] places, Node[] parts) : Several(all)
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

    private sealed class Some(int count, Node[] parts) : Several(parts)
    {
        private readonly Node[] parts = parts;

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
