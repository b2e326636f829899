namespace TierFunctions.Policies.Tests;

/// <summary>What a programme of products may not say, and one of stores may.</summary>
public sealed class SubjectTests
{
    private const string Name = "name: { kind: text }";

    private const string Cases = """
        cases: { opens: [ { metric: orders, atLeast: 1 } ], states: { new: { to: [done] }, done: {} } }
        gate:
        """;

    [Theory]
    [InlineData("store", null)]
    [InlineData("product", "metrics.product_id: found the metric 'product_id', expected another name: every row has this column, the product's own id")]
    public void OfProductsTheProductsIdIsNoMetric(string subject, string? mistake) => Assert.Equal(mistake is null ? [] : [mistake], MistakesOf(subject, Name, $"{Name}\n  product_id: {{ kind: text }}"));

    [Fact]
    public void PeopleDecideOnStoresOnly() => Assert.Contains(
        "cases: found cases in a programme that judges products, expected no cases: people decide on stores", MistakesOf("product", "gate:", Cases));

    private static IEnumerable<string> MistakesOf(string subject, string written, string instead) =>
        PolicyDocument.Read(Sample.File, Sample.Text.Replace("subject: store", $"subject: {subject}", StringComparison.Ordinal).Replace(written, instead, StringComparison.Ordinal))
            .Mistakes.Select(mistake => $"{mistake.Path}: found {mistake.Found}, expected {mistake.Expected}");
}
