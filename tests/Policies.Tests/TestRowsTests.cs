using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies.Tests;

/// <summary>Test rows in a document beside the policy.</summary>
public sealed class TestRowsTests
{
    [Theory]
    [InlineData("policies/medals.yaml", "policies/medals.tests.yaml")]
    [InlineData("medals.json", "medals.tests.json")]
    public void TheyLieBesideThePolicy(string policy, string rows)
    {
        Assert.Equal(rows, TestRows.NameBeside(policy));
        Assert.True(TestRows.IsOne(rows));
        Assert.False(TestRows.IsOne(policy));
    }

    [Fact]
    public void RowsOfBothDocumentsAreRun()
    {
        var reading = PolicyDocument.Read(Sample.File, Sample.Text + "\ntests: [ { name: inside, readings: { orders: 0 }, expect: not eligible } ]", new TestRows("sample.tests.yaml", "tests:\n  - { name: beside, readings: { orders: 0 }, expect: none }"));
        Assert.Empty(reading.Mistakes);
        var results = PolicyTests.Run(reading.Policy!, reading.Tests); // it has no mistake
        Assert.Equal([("inside", null, true), ("beside", "sample.tests.yaml", false)], results.Select(result => (result.Test.Name, result.Test.File, result.Passes)));
    }

    [Theory]
    [InlineData("tests: [ { name: a, readings: { ordres: 0 }, expect: none } ]", "sample.tests.yaml:1: tests[0].readings.ordres: found the metric 'ordres', expected a declared metric (did you mean 'orders'?)")]
    [InlineData("rows: []", "sample.tests.yaml:1: found no 'tests', expected tests: rows that prove the policy")]
    [InlineData("tests: [", "sample.tests.yaml:2: found what is not YAML")]
    public void AMistakeBesideIsReportedThereAndLeavesNoPolicy(string text, string mistake)
    {
        var reading = PolicyDocument.Read(Sample.File, Sample.Text, new TestRows("sample.tests.yaml", text));
        Assert.Null(reading.Policy);
        Assert.Contains(reading.Mistakes, found => found.ToString().StartsWith(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void TheyAreNoPoliciesOfAFolder()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Join(folder.FullName, "sample.yaml"), Sample.Text);
            File.WriteAllText(Path.Join(folder.FullName, "sample.tests.yaml"), "tests: []");
            Assert.Equal(["sample.yaml"], PolicyFolder.Read(folder.FullName).Readings.Select(reading => reading.File));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
