namespace TierFunctions.Pipeline.Watch;

/// <summary>A quarantined row as its file has it. All of it is foreign text.</summary>
public sealed record QuarantineLine(string File, long Row, string Reason, string? Column, string? Found, string Expected);

/// <param name="Before">How many rows stand before these.</param>
/// <param name="Next">What to ask for the next page by; null where this is the last one.</param>
public sealed record QuarantinePage(long Before, IReadOnlyList<QuarantineLine> Lines, string? Next)
{
    public static QuarantinePage None { get; } = new(0, [], null);
}
