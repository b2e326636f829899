namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>What a store's readings are worth in one programme, period by period: a letter each, which that programme's rows give a meaning.</summary>
internal sealed record Script(string Store, string Letters)
{
    /// <summary>There is no row in that period.</summary>
    public const char Absent = '-';

    /// <summary>One store or product a line: its key, then its letters.</summary>
    public static IReadOnlyList<Script> Read(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => new Script(words[0], words[1]))];
}
