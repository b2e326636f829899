using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>The run of another programme, or of an earlier period of the same one, whose outcomes a run reads, as it was pinned at the start.</summary>
/// <param name="Run">Null where that programme had no completed run for the period.</param>
public sealed record SourceRun(string Programme, Period Period, RunKey? Run = null);
