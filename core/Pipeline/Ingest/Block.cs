namespace TierFunctions.Pipeline.Ingest;

/// <summary>Whole lines of an input on their way to a worker.</summary>
/// <param name="Number">Counts the blocks of a run from 0, so that what workers find can be put in order again.</param>
/// <param name="Buffer">Rented; whoever has read the lines returns it.</param>
/// <param name="FirstRow">The number of the first line within its file: the first row after a header is 1.</param>
/// <param name="SourceOffset">Where the first line begins in the (decompressed) file, in bytes.</param>
/// <param name="Rows">How the lines are to be read.</param>
/// <param name="TooLong">Whether this is only the beginning of a line that is longer than a row may be.</param>
internal sealed record Block(int Number, int Input, byte[] Buffer, int Length, long FirstRow, long SourceOffset, IRows Rows, bool TooLong);
