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
        var remedies = new List<Remedy>();
        // One that two parts of the tree ask for is the same object.
        foreach (var remedy in new Search(trial, findings).Settle(requirement, Verdict.Met).Remedies)
        {
            if (!remedies.Exists(known => ReferenceEquals(known, remedy))) remedies.Add(remedy);
        }
        return new Way(remedies, remedies.TrueForAll(remedy => remedy.Obstacle is null) && trial.Holds(requirement, Together(remedies)));
    }

    /// <summary>One change a reading: of several in one direction the furthest. In two directions at once nothing can go, and the result shows it.</summary>
    private static List<Change> Together(List<Remedy> remedies)
    {
        var together = new List<Change>(remedies.Count);
        foreach (var remedy in remedies)
        {
            foreach (var change in remedy.Changes)
            {
                var known = together.FindIndex(other => other.Metric.Name == change.Metric.Name);
                if (known < 0) together.Add(change);
                else if (change.Units > together[known].Units) together[known] = change;
            }
        }
        return together;
    }

    private sealed class Search(Trial trial, IReadOnlyList<Finding> findings)
    {
        private readonly Dictionary<(int Place, Verdict Wanted), Remedy> found = [];

        public Steps Settle(Requirement requirement, Verdict wanted)
        {
            if (trial.VerdictOn(requirement) == wanted) return Steps.None;
            return requirement switch
            {
                Requirement.Not not => Settle(not.Of, wanted is Verdict.Met ? Verdict.Missed : Verdict.Met),
                Requirement.All all => wanted is Verdict.Met ? Every(all.Of, wanted) : Cheapest(Considered(all.Of), wanted, 1),
                Requirement.AtLeast some => Some(some, wanted),
                Requirement.Check { Test.IsAdvisory: true } => Steps.None,
                Requirement.Check check => new Steps([RemedyFor(trial.PlaceOf(check.Test), wanted)]),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        private Steps Some(Requirement.AtLeast some, Verdict wanted)
        {
            var considered = Considered(some.Of);
            return Cheapest(considered, wanted, wanted is Verdict.Met ? some.Count : considered.Count - some.Count + 1);
        }

        private Steps Every(IEnumerable<Requirement> parts, Verdict wanted)
        {
            var remedies = new List<Remedy>();
            foreach (var part in parts)
            {
                if (trial.VerdictOn(part) is not Verdict.NotConsidered) remedies.AddRange(Settle(part, wanted).Remedies);
            }
            return new Steps(remedies);
        }

        /// <summary>The easiest of the parts, so many that with those already settled there are enough; in the order of the policy.</summary>
        private Steps Cheapest(List<Requirement> considered, Verdict wanted, int needed)
        {
            var open = considered.Where(part => trial.VerdictOn(part) != wanted).Select((part, place) => (Steps: Settle(part, wanted), place)).ToList();
            var settled = considered.Count - open.Count;
            return new Steps([.. open.OrderBy(part => part.Steps).Take(needed - settled).OrderBy(part => part.place).SelectMany(part => part.Steps.Remedies)]);
        }

        private List<Requirement> Considered(IEnumerable<Requirement> parts) => [.. parts.Where(part => trial.VerdictOn(part) is not Verdict.NotConsidered)];

        private Remedy RemedyFor(int place, Verdict wanted)
        {
            if (!found.TryGetValue((place, wanted), out var remedy)) found.Add((place, wanted), remedy = new Smallest(trial, place, findings[place], wanted).Find());
            return remedy;
        }
    }

    /// <summary>What a part of the tree takes. Ordered: first what can be said at all, then the fewest requirements, then the least effort.</summary>
    private sealed record Steps(List<Remedy> Remedies) : IComparable<Steps>
    {
        public static Steps None { get; } = new([]);

        public int CompareTo(Steps? other) => Weight.CompareTo(other!.Weight); // never compared with nothing

        private (int Unknown, int Count, decimal Effort) Weight =>
            (Remedies.Count(remedy => remedy.Obstacle is not null), Remedies.Sum(remedy => remedy.Changes.Count), Remedies.Sum(remedy => remedy.Changes.Sum(change => Math.Min(change.Effort, 1_000_000_000))));
    }
}
