using System.Collections.Concurrent;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>The requirements of a policy, and parts of them, as they are asked about: each compiled once. Safe for any number of threads.</summary>
/// <param name="placeOf">The place of a test in a list of verdicts.</param>
internal sealed class CompiledRequirements(Func<Test, int> placeOf)
{
    private readonly ConcurrentDictionary<Requirement, Node> nodes = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Requirement, int[]> places = new(ReferenceEqualityComparer.Instance);

    public Verdict Judge(Requirement requirement, ReadOnlySpan<Verdict> verdicts) => NodeOf(requirement).Judge(verdicts);

    /// <summary>The places of its tests, in the order in which the policy writes them. One that stands there twice has its place twice.</summary>
    public int[] PlacesOf(Requirement requirement) => places.GetOrAdd(requirement, static (part, placeOf) => [.. part.Tests.Select(placeOf)], placeOf);

    public List<int> Deciding(Requirement requirement, ReadOnlySpan<Verdict> verdicts)
    {
        var deciding = new List<int>();
        NodeOf(requirement).Deciding(verdicts, deciding);
        return WithoutRepeats(deciding);
    }

    public List<int> Proving(Requirement requirement, ReadOnlySpan<Verdict> verdicts)
    {
        var proving = new List<int>();
        NodeOf(requirement).Proving(verdicts, proving);
        return WithoutRepeats(proving);
    }

    private Node NodeOf(Requirement requirement) => nodes.GetOrAdd(requirement, static (part, placeOf) => Node.Compile(part, placeOf), placeOf);

    private static List<int> WithoutRepeats(List<int> places)
    {
        for (var i = places.Count - 1; i > 0; i--)
        {
            if (places.IndexOf(places[i], 0, i) >= 0) places.RemoveAt(i);
        }
        return places;
    }
}
