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
        var remedies = new Search(trial, findings).Settle(requirement, Verdict.Met).Remedies.DistinctBy(remedy => (trial.PlaceOf(remedy.Finding), remedy.Wanted)).ToList();
        return new Way(remedies, remedies.TrueForAll(remedy => remedy.Obstacle is null) && trial.Holds(requirement, Together(remedies)));
    }

    /// <summary>One change a reading: of several in one direction the furthest. In two directions at once nothing can go, and the result shows it.</summary>
    private static IEnumerable<Change> Together(IEnumerable<Remedy> remedies) => remedies
        .SelectMany(remedy => remedy.Changes)
        .GroupBy(change => change.Metric.Name, StringComparer.Ordinal)
        .Select(group => group.MaxBy(change => change.Units)!); // never null: a group has a member

    private sealed class Search(Trial trial, IReadOnlyList<Finding> findings)
    {
        private readonly Dictionary<(int Place, Verdict Wanted), Remedy> found = [];

        public Steps Settle(Requirement requirement, Verdict wanted)
        {
            if (trial.VerdictOn(requirement) == wanted) return Steps.None;
            return requirement switch
            {
                Requirement.Not not => Settle(not.Of, wanted is Verdict.Met ? Verdict.Missed : Verdict.Met),
                Requirement.All all => wanted is Verdict.Met ? Every(all.Of, wanted) : Cheapest(all.Of, wanted, 1),
                Requirement.AtLeast some => Some(some, wanted),
                Requirement.Check { Test.IsAdvisory: true } => Steps.None,
                Requirement.Check check => Steps.Of(RemedyFor(trial.PlaceOf(check.Test), wanted)),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        private Steps Some(Requirement.AtLeast some, Verdict wanted)
        {
            var considered = Considered(some.Of);
            var needed = wanted is Verdict.Met ? some.Count : considered.Count - some.Count + 1;
            return Cheapest(considered, wanted, needed);
        }

        private Steps Every(IEnumerable<Requirement> parts, Verdict wanted) => Considered(parts).Select(part => Settle(part, wanted)).Aggregate(Steps.None, (sum, part) => sum.And(part));

        /// <summary>The easiest of the parts, so many that with those already settled there are enough; in the order of the policy.</summary>
        private Steps Cheapest(IReadOnlyList<Requirement> parts, Verdict wanted, int needed)
        {
            var open = Considered(parts).Where(part => trial.VerdictOn(part) != wanted).Select((part, place) => (Steps: Settle(part, wanted), place)).ToList();
            var settled = Considered(parts).Count - open.Count;
            return open.OrderBy(part => part.Steps).Take(needed - settled).OrderBy(part => part.place).Aggregate(Steps.None, (sum, part) => sum.And(part.Steps));
        }

        private List<Requirement> Considered(IEnumerable<Requirement> parts) => [.. parts.Where(part => trial.VerdictOn(part) is not Verdict.NotConsidered)];

        private Remedy RemedyFor(int place, Verdict wanted)
        {
            if (!found.TryGetValue((place, wanted), out var remedy)) found.Add((place, wanted), remedy = new Smallest(trial, place, findings[place], wanted).Find());
            return remedy;
        }
    }

    /// <summary>What a part of the tree takes. Ordered: first what can be said at all, then the fewest requirements, then the least effort.</summary>
    private sealed record Steps(IReadOnlyList<Remedy> Remedies) : IComparable<Steps>
    {
        public static Steps None { get; } = new([]);

        public static Steps Of(Remedy remedy) => new([remedy]);

        public Steps And(Steps other) => new([.. Remedies, .. other.Remedies]);

        public int CompareTo(Steps? other) => Weight.CompareTo(other!.Weight); // never compared with nothing

        private (int Unknown, int Count, decimal Effort) Weight =>
            (Remedies.Count(remedy => remedy.Obstacle is not null), Remedies.Sum(remedy => remedy.Changes.Count), Remedies.Sum(remedy => remedy.Changes.Sum(change => Math.Min(change.Effort, 1_000_000_000))));
    }
}
