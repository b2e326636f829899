
namespace TierFunctions.Policies.Tests;

public sealed class HostileYamlTests
{
    public static TheoryData<string, string, string?> Texts { get; } = new()
    {
        { "nesting in brackets", new string('[', 10_000), "1: found blocks within blocks, expected at most 64 within each other" },
        { "nesting by dashes", string.Concat(Enumerable.Repeat("- ", 10_000)) + "deep", "1: found blocks within blocks, expected at most 64 within each other" },
        { "nesting in braces", string.Concat(Enumerable.Repeat("{a: ", 10_000)), "1: found blocks within blocks, expected at most 64 within each other" },
        { "aliases that multiply", Laughs(30), "5: found aliases that multiply, expected at most 20000 values in all" },
        { "too long a text", new string('a', PolicyDocument.LongestText + 1), "1: found 1048577 characters, expected at most 1048576" },
        { "nothing", "", "1: found an empty document, expected a policy" },
        { "blanks", " \n\n", "1: found an empty document, expected a policy" },
        { "a comment alone", "# nothing\n", "1: found an empty document, expected a policy" },
        { "a document that is nothing", "---\n...\n", "1: found an empty document, expected a policy" },
        { "a bare word", "policy", "1: found 'policy', expected a policy: programme, version, tiers …" },
        { "a block as a name", "{ [a, b]: c }", null },
        { "twenty thousand unknown fields", string.Concat(Enumerable.Range(0, 19_000).Select(i => $"x{i}: 1\n")), null },
        { "two thousand misspelt metrics", "tiers: [ { requires: [ " + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{{ metric: m{i} }}, ")) + "] } ]\nmetrics:\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"  n{i}: 1\n")), null },
    };

    [Theory, MemberData(nameof(Texts))]
    public void IsRefused(string what, string text, string? mistake)
    {
        Assert.NotEmpty(what);
        var reading = PolicyDocument.Read("hostile.yaml", text);

        Assert.Null(reading.Policy);
        Assert.NotEmpty(reading.Mistakes);
        if (mistake is not null) Assert.Equal([$"hostile.yaml:{mistake}"], reading.Mistakes.Select(found => found.ToString()));
    }

    [Fact]
    public void ATextCutAnywhereIsRefusedAndNeverThrows()
    {
        for (var length = 0; length < Sample.Text.Length; length += 7)
        {
            var reading = PolicyDocument.Read(Sample.File, Sample.Text[..length]);
            Assert.True(reading.Policy is null == reading.Mistakes.Count > 0, $"cut at {length}");
        }
    }

    [Fact]
    public void ATextWithAnyCharacterSpoiltNeverThrows()
    {
        foreach (var spoiler in "\t\0:[]{}&*!|>'\"%@`,-?#\u00a0\ud800")
        {
            for (var at = 0; at < Sample.Text.Length; at += 31)
            {
                var reading = PolicyDocument.Read(Sample.File, Sample.Text[..at] + spoiler + Sample.Text[(at + 1)..]);
                Assert.True(reading.Policy is null == reading.Mistakes.Count > 0, $"'{spoiler}' at {at}");
            }
        }
    }

    /// <summary>Each line holds the one before it ten times.</summary>
    private static string Laughs(int lines) => "a0: &a0 [ha]\n" + string.Concat(Enumerable.Range(1, lines)
        .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
}
