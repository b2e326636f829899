using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Language;

/// <summary>What has been read of a ladder so far, from its lowest tier up, for those who ask for a tier of it.</summary>
/// <param name="orBetter">Whether a better tier does as well: so in another ladder, while in one's own the better ones are still to be read.</param>
internal sealed class Ladder(bool orBetter)
{
    /// <summary>The name of the policy's own ladder among all, which no writer can give.</summary>
    public const string Own = "";

    public bool IsOwn => !orBetter;

    private readonly List<(string Name, Requirement? Requires)> fromTheLowest = [];

    public IEnumerable<string> Names => fromTheLowest.Select(tier => tier.Name);

    public void Add(string name, Requirement? requires) => fromTheLowest.Add((name, requires));

    public bool IsKnown(string name) => fromTheLowest.Exists(tier => tier.Name == name);

    /// <summary>What holding a tier asks; null where it is not known or could not be read.</summary>
    public Requirement? Find(string name)
    {
        var place = fromTheLowest.FindIndex(tier => tier.Name == name);
        if (place < 0) return null;
        if (!orBetter) return fromTheLowest[place].Requires;
        var enough = fromTheLowest.Skip(place).Select(tier => tier.Requires).ToList();
        if (enough.Exists(requires => requires is null)) return null;
        // The highest first: that is how evidence is read.
        return enough is [var only] ? only : new Requirement.AtLeast(1, [.. enough.OfType<Requirement>().Reverse()]);
    }
}
