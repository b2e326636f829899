using TierFunctions.Domain.Results;

namespace TierFunctions.Policies;

/// <summary>A place where a policy reads another programme.</summary>
/// <param name="Names">The tiers of that programme that it speaks of.</param>
/// <param name="Line">The line of the block that says so.</param>
public sealed record ProgrammeLink(string Metric, ResultSource Source, IReadOnlyList<string> Names, int Line, string Path);
