using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Pages.Operator;

/// <summary>What was recorded, the last first.</summary>
/// <param name="Older">Where those before are; null where there are none.</param>
public sealed record RulingLog(IReadOnlyList<RulingEntry> Entries, string? Older);
