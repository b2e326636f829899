namespace TierFunctions.Pages.Operator;

/// <summary>Something wrong in a document that somebody sent: where, what is there, and what was expected. All but the last is foreign text.</summary>
public sealed record MistakeLine(int Line, string Path, string Found, string Expected);
