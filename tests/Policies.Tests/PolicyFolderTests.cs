using TierFunctions.Domain.Calendar;

namespace TierFunctions.Policies.Tests;

public sealed class PolicyFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policies");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("2026-Q2", null)]
    [InlineData("2026-Q3", "old")]
    [InlineData("2026-Q4", "old")]
    [InlineData("2027-Q1", "new")]
    [InlineData("2031-Q2", "new")]
    public void TheLatestVersionInForceJudgesAPeriod(string period, string? version)
    {
        Write("b/new.yml", "new", "2027-Q1");
        Write("a.yaml", "old", "2026-Q3");

        var policies = PolicyFolder.Read(folder.FullName);

        Assert.Empty(policies.Mistakes);
        Assert.Equal(version, policies.InForce("sample", PeriodOf(period))?.Policy?.Version);
        Assert.Null(policies.InForce("another", PeriodOf(period)));
    }

    [Fact]
    public void TwoVersionsThatTakeEffectTogetherAreAMistake()
    {
        Write("a.yaml", "1", "2026-Q3");
        Write("b.json", "2", "2026-Q3");
        Write("c.yaml", "1", "2026-Q4");
        Write("readme.txt", "9", "2026-Q3");

        Assert.Equal(
            [
                "b.json:1: effective.from: found '2026-Q3', expected a period of its own: a.yaml takes effect then",
                "c.yaml:1: version: found '1', expected a version of its own: a.yaml has this one",
            ],
            PolicyFolder.Read(folder.FullName).Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void AProgrammeKeepsItsSubject()
    {
        Write("a.yaml", "1", "2026-Q3");
        Write("b.yaml", "2", "2026-Q4", subject: "product");

        Assert.Equal(["b.yaml:1: subject: found 'product', expected 'store' as in a.yaml: a programme keeps its subject"], PolicyFolder.Read(folder.FullName).Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void AFileThatIsNotUtf8IsAMistake()
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "latin.yaml"), [0x61, 0xE9]);

        Assert.Equal(["latin.yaml:1: found bytes that are not UTF-8, expected a text in UTF-8"], PolicyFolder.Read(folder.FullName).Mistakes.Select(mistake => mistake.ToString()));
    }

    private void Write(string name, string version, string from, string subject = "store")
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // never null: the path has a file name
        File.WriteAllText(path, Sample.Text
            .Replace("version: 2026-07", $"version: {version}", StringComparison.Ordinal)
            .Replace("subject: store", $"subject: {subject}", StringComparison.Ordinal)
            .Replace("from: 2026-Q3", $"from: {from}", StringComparison.Ordinal));
    }

    private static Period PeriodOf(string text) => Period.TryParse(text, out var period) ? period : throw new ArgumentException(text, nameof(text));
}
