namespace TierFunctions.Policies.Documents;

/// <summary>The mistakes of one document. The same one twice, as a block read through two aliases gives, counts once.</summary>
internal sealed class Mistakes(string file)
{
    private readonly List<PolicyMistake> found = [];

    public void Add(int line, string path, string found, string expected)
    {
        var mistake = new PolicyMistake(file, Math.Max(line, 1), path, found, expected);
        if (!this.found.Contains(mistake)) this.found.Add(mistake);
    }

    /// <summary>By line, and within a line in the order of reading.</summary>
    public IReadOnlyList<PolicyMistake> InOrder() => [.. found.OrderBy(mistake => mistake.Line)];
}
