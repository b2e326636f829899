namespace TierFunctions.Pipeline.Runs;

/// <summary>How far a run's present stage has come, for whoever watches.</summary>
/// <param name="Done">Rows read, or stores judged.</param>
/// <param name="Bytes">Bytes of input read so far; 0 outside ingestion.</param>
/// <param name="TotalBytes">Bytes of input in all; 0 outside ingestion.</param>
/// <param name="Total">Stores in all; 0 where that is not known yet.</param>
public sealed record RunProgress(RunKey Run, RunState State, long Done, long Total, long Bytes, long TotalBytes);
