using TierFunctions.Domain.Rulings;

namespace TierFunctions.Pipeline.Rulings;

public static class RulingsReading
{
    /// <summary>All that is recorded, as one set.</summary>
    public static async Task<RulingSet> AllAsync(this IRulings rulings, CancellationToken cancellationToken)
    {
        var sets = (await rulings.ListAsync(cancellationToken)).Select(entry => entry.Read()).ToList();
        return new RulingSet([.. sets.SelectMany(set => set.Exemptions)], [.. sets.SelectMany(set => set.Decisions)]);
    }
}
