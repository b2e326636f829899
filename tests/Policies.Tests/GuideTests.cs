using System.Text.RegularExpressions;

namespace TierFunctions.Policies.Tests;

public sealed partial class GuideTests
{
    internal static IReadOnlyList<string> Texts { get; } =
        [.. FencedYaml().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "policies.md"))).Select(match => match.Groups[1].Value)];

    public static TheoryData<string> Examples { get; } = new(Texts);

    [Theory, MemberData(nameof(Examples))]
    public void EveryExampleOfTheGuideIsAPolicyWithoutMistakes(string text) =>
        Assert.Empty(PolicyDocument.Read("docs/policies.md", text).Mistakes.Select(mistake => mistake.ToString()));

    [Theory, MemberData(nameof(Examples))]
    public void TheRowsOfEveryExamplePass(string text)
    {
        var reading = PolicyDocument.Read("docs/policies.md", text);
        Assert.Empty(Testing.PolicyTests.Run(reading.Policy!, reading.Tests).SelectMany(result => result.Differences.Select(difference => $"{result.Test.Name}: {difference}")));
    }

    [GeneratedRegex("^```yaml\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FencedYaml();
}
