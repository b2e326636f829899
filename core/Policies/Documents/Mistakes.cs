namespace TierFunctions.Policies.Documents;

/// <summary>The mistakes of one document. The same one twice, as a block read through two aliases gives, counts once.</summary>
internal sealed class Mistakes(string file)
{
    private readonly List<PolicyMistake> inOrderOfReading = [];
    private readonly HashSet<PolicyMistake> known = [];

    public void Add(int line, string path, string found, string expected)
    {
        var mistake = new PolicyMistake(file, Math.Max(line, 1), path, found, expected);
        if (known.Add(mistake)) inOrderOfReading.Add(mistake);
    }

    /// <summary>By line, and within a line in the order of reading.</summary>
    public IReadOnlyList<PolicyMistake> InOrder() => [.. inOrderOfReading.OrderBy(mistake => mistake.Line)];
}
