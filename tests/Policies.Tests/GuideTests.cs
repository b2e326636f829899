using System.Text.RegularExpressions;

namespace TierFunctions.Policies.Tests;

public sealed partial class GuideTests
{
    public static TheoryData<string> Examples { get; } =
        new(FencedYaml().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "policies.md"))).Select(match => match.Groups[1].Value));

    [Theory, MemberData(nameof(Examples))]
    public void EveryExampleOfTheGuideIsAPolicyWithoutMistakes(string text) =>
        Assert.Empty(PolicyDocument.Read("docs/policies.md", text).Mistakes.Select(mistake => mistake.ToString()));

    [GeneratedRegex("^```yaml\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FencedYaml();
}
