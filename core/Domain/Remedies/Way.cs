using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>The shortest way to what a tier asks: of alternatives the fewest requirements, and of as many the least effort.</summary>
/// <param name="Remedies">In the order of the policy; empty where all is met.</param>
/// <param name="Suffices">
/// Whether all changes together give the tier's requirements, every other reading as it is. They need not: a reading may serve one
/// requirement and cost another.
/// </param>
public sealed record Way(IReadOnlyList<Remedy> Remedies, bool Suffices)
{
    internal static Way To(Requirement requirement, Trial trial, IReadOnlyList<Finding> findings)
    {
        var remedies = new Search(trial, findings).Settle(requirement, Verdict.Met);
        // One that two parts of the tree ask for is the same object.
        for (var i = remedies.Count - 1; i > 0; i--)
        {
            if (Stands(remedies[i], remedies, i)) remedies.RemoveAt(i);
        }
        return new Way(remedies, remedies.TrueForAll(remedy => remedy.Obstacle is null) && trial.Holds(requirement, Together(remedies)));
    }

    private static bool Stands(Remedy remedy, List<Remedy> among, int before)
    {
        for (var i = 0; i < before; i++)
        {
            if (ReferenceEquals(among[i], remedy)) return true;
        }
        return false;
    }

    /// <summary>One change a reading: of several in one direction the furthest. In two directions at once nothing can go, and the result shows it.</summary>
    private static List<Change> Together(List<Remedy> remedies)
    {
        var together = new List<Change>(remedies.Count);
        foreach (var remedy in remedies)
        {
            foreach (var change in remedy.Changes)
            {
                var known = 0;
                while (known < together.Count && together[known].Metric.Name != change.Metric.Name) known++;
                if (known == together.Count) together.Add(change);
                else if (change.Units > together[known].Units) together[known] = change;
            }
        }
        return together;
    }

    /// <summary>Collects remedies into one list, and only where there are alternatives into one for each.</summary>
    private sealed class Search(Trial trial, IReadOnlyList<Finding> findings)
    {
        private const int UsualCount = 8;

        private readonly List<(int Place, Remedy Remedy)> found = new(UsualCount);

        public List<Remedy> Settle(Requirement requirement, Verdict wanted)
        {
            var remedies = new List<Remedy>(UsualCount);
            if (trial.VerdictOn(requirement) != wanted) Settle(requirement, wanted, remedies);
            return remedies;
        }

        /// <summary>Of a requirement that does not have the wanted verdict yet.</summary>
        private void Settle(Requirement requirement, Verdict wanted, List<Remedy> into)
        {
            switch (requirement)
            {
                case Requirement.Not not:
                    into.AddRange(Settle(not.Of, wanted is Verdict.Met ? Verdict.Missed : Verdict.Met));
                    break;
                case Requirement.All all when wanted is Verdict.Met:
                    Every(all.Of, wanted, into);
                    break;
                case Requirement.All all:
                    into.AddRange(Cheapest(Considered(all.Of), wanted, 1));
                    break;
                case Requirement.AtLeast some:
                    var considered = Considered(some.Of);
                    into.AddRange(Cheapest(considered, wanted, wanted is Verdict.Met ? some.Count : considered.Count - some.Count + 1));
                    break;
                case Requirement.Check check:
                    if (!check.Test.IsAdvisory) into.Add(RemedyFor(trial.PlaceOf(check.Test), wanted));
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        private void Every(IReadOnlyList<Requirement> parts, Verdict wanted, List<Remedy> into)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (trial.VerdictOn(parts[i]) is var verdict and not Verdict.NotConsidered && verdict != wanted) Settle(parts[i], wanted, into);
            }
        }

        /// <summary>The easiest of the parts, so many that with those already settled there are enough; in the order of the policy.</summary>
        private IEnumerable<Remedy> Cheapest(List<Requirement> considered, Verdict wanted, int needed)
        {
            var open = considered.Where(part => trial.VerdictOn(part) != wanted).Select((part, place) => (Steps: new Steps(Settle(part, wanted)), place)).ToList();
            var settled = considered.Count - open.Count;
            return open.OrderBy(part => part.Steps).Take(needed - settled).OrderBy(part => part.place).SelectMany(part => part.Steps.Remedies);
        }

        private List<Requirement> Considered(IEnumerable<Requirement> parts) => [.. parts.Where(part => trial.VerdictOn(part) is not Verdict.NotConsidered)];

        private Remedy RemedyFor(int place, Verdict wanted)
        {
            foreach (var (known, remedy) in found)
            {
                if (known == place && remedy.Wanted == wanted) return remedy;
            }
            var made = new Smallest(trial, place, findings[place], wanted).Find();
            found.Add((place, made));
            return made;
        }
    }

    /// <summary>What a part of the tree takes. Ordered: first what can be said at all, then the fewest requirements, then the least effort.</summary>
    private sealed record Steps(List<Remedy> Remedies) : IComparable<Steps>
    {
        public int CompareTo(Steps? other) => Weight.CompareTo(other!.Weight); // never compared with nothing

        private (int Unknown, int Count, decimal Effort) Weight =>
            (Remedies.Count(remedy => remedy.Obstacle is not null), Remedies.Sum(remedy => remedy.Changes.Count), Remedies.Sum(remedy => remedy.Changes.Sum(change => Math.Min(change.Effort, 1_000_000_000))));
    }
}
