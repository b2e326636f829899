using System.Text.RegularExpressions;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
using TierFunctions.Policies;

namespace TierFunctions.Pages.Tests;

public sealed partial class PolicyTextTests
{
    private static readonly IReadOnlyDictionary<string, Policy> Policies = PolicyFolder.Read(Path.Combine(AppContext.BaseDirectory, "policies")).Readings
        .ToDictionary(reading => reading.File, reading => reading.Policy!, StringComparer.Ordinal); // a test of policies sees to it that they read

    public static TheoryData<string> Files { get; } = new(Policies.Keys);

    [Theory, MemberData(nameof(Files))]
    public void InChineseNoEnglishIsLeftButNames(string file)
    {
        // The first two lines hold the programme's id, its version and its time zone; a unit, a currency and a value that takes any name are names.
        var text = string.Join('\n', PolicyText.Lines(Policies[file], "zh").Skip(2));
        var names = Policies[file].Metrics.SelectMany(metric => new[] { metric.Unit ?? "" }.Concat(metric.Kind is Domain.Metrics.MetricKind.Category ? metric.Values : [])).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(EnglishWord().Matches(text).Select(match => match.Value), word => !names.Contains(word));
    }

    [Theory, MemberData(nameof(Files))]
    public void InEnglishNoChineseIsLeft(string file) =>
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", string.Join('\n', PolicyText.Lines(Policies[file], "en")));

    // Abbreviations such as GMV and POP are at home in both.
    [GeneratedRegex("[A-Za-z_]*[a-z][A-Za-z_]*")]
    private static partial Regex EnglishWord();
}
