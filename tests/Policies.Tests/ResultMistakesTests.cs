using TierFunctions.Policies.Linting;

namespace TierFunctions.Policies.Tests;

/// <summary>What one programme reads of another, in one document and between several.</summary>
public sealed class ResultMistakesTests
{
    private const string Last = "held_since: { kind: date }";

    private const string Steps = "kind: level, order: [low, high]";

    /// <summary>A metric to add to the sample, and the mistake.</summary>
    public static TheoryData<string, string> Metrics { get; } = new()
    {
        { $"{Steps}, from: {{ over: last month }}", "from: found no 'programme', expected programme: another programme" },
        { $"{Steps}, from: {{ programme: sample }}", "from.programme: found 'sample', expected another programme: what a store held here before is for a streak or a rule of movement" },
        { $"{Steps}, from: {{ programme: other, over: years of the period }}", "from.over: found 'years of the period', expected a unit shorter than the period that the policy judges" },
        { $"{Steps}, from: {{ programme: other, over: last 61 months }}", "from.over: found 'last 61 months', expected the period, months of the period, last quarter, last 3 months (up to 60; days, weeks, months, quarters, half-years or years)" },
        { $"{Steps}, from: {{ programme: other, take: first }}", "from.take: found 'first', expected last, worst, best" },
        { $"{Steps}, from: {{ programme: other, counts: [low] }}", "from.counts: found 'counts' for a level, expected a count" },
        { $"{Steps}, from: {{ programme: other, otherwise: none }}", "from.otherwise: found 'none', expected supplied" },
        { $"{Steps}, from: {{ programme: other }}, missingPart: zero", "missingPart: found 'zero', expected missing or leave out: a tier is no number" },
        { $"{Steps}, from: {{ programme: other }}, whenMissing: low", "whenMissing: found 'low', expected no such field: a derived metric is missing where a part of it is" },
        { $"{Steps}, from: {{ programme: other }}, min: [level]", ": found both 'from' and 'min', expected one way to compute a metric" },
        { "kind: count, from: { programme: other }", "from: found a count without 'counts', expected counts: the tiers whose periods are counted, or products: the tiers whose products are" },
        { "kind: count, from: { programme: other, counts: [a], products: [a] }", "from.products: found both 'counts' and 'products', expected counts: the tiers whose periods are counted, or products: the tiers whose products are" },
        { $"{Steps}, from: {{ programme: other, products: [low] }}", "from.products: found 'products' for a level, expected a count" },
        { "kind: count, from: { programme: other, counts: [a], take: best }", "from.take: found 'best', expected no such field: a count counts every period" },
        { "kind: category, from: { programme: other }", "from: found a category that takes any name, expected of: the programme's tiers" },
        { "kind: category, of: [a, b], from: { programme: other, take: best }", "from.take: found 'best', expected last: a category has no order" },
        { "kind: flag, from: { programme: other }", "from: found the unknown field 'from', expected one of kind, title, better, unit, required, decimals, range, whenMissing, missingPart, holds, value, choose, coalesce, default, earlier" },
    };

    [Theory, MemberData(nameof(Metrics))]
    public void RefusesAReadingThatCannotBe(string metric, string mistake) => Assert.Contains(
        $"sample.yaml:25: metrics.new{(mistake.StartsWith(':') ? "" : ".")}{mistake}",
        Sample.With(Last, $"{Last}\n  new: {{ {metric} }}").Mistakes.Select(found => found.ToString()));

    [Theory]
    [InlineData("population: [ { metric: orders, atLeast: 1 } ]", "population: [ { metric: new, is: high } ]", "population: found 'new', which is known only when a store is judged, expected metrics of the period's own rows: the population is settled before")]
    [InlineData("peers: { by: industry,", "peers: { by: new,", "peers.by: found 'new', which is known only when a store is judged, expected a category of the period's own rows")]
    [InlineData("{ metric: level, atLeast: middle }", "{ metric: counted, meets: average }", "tiers[0].requires.all[1].meets: found the standard 'average' for counted, expected a limit that does not depend on peers: the metric is known only when a store is judged")]
    public void IsNothingToCompareStoresByBeforeTheyAreJudged(string written, string instead, string mistake)
    {
        var text = Sample.Text.Replace(Last, $"{Last}\n  new: {{ kind: category, of: [low, high], from: {{ programme: other }} }}\n  counted: {{ kind: count, from: {{ programme: other, counts: [a] }} }}", StringComparison.Ordinal);
        Assert.Contains(mistake, PolicyDocument.Read(Sample.File, text.Replace(written, instead, StringComparison.Ordinal)).Mistakes.Select(found => $"{found.Path}: found {found.Found}, expected {found.Expected}"));
    }

    [Theory]
    [InlineData("the period", "2026-Q3")]
    [InlineData("quarters of the period", "2026-Q3")]
    [InlineData("months of the period", "2026-07 2026-08 2026-09")]
    [InlineData("last quarter", "2026-Q3")]
    [InlineData("last half-year", "2026-H1")]
    [InlineData("last 2 months", "2026-08 2026-09")]
    public void SaysOverWhichPeriods(string over, string periods)
    {
        var reading = Sample.With(Last, $"{Last}\n  new: {{ {Steps}, from: {{ programme: other, over: {over} }} }}");
        Assert.Empty(reading.Mistakes);
        Assert.Equal(periods, string.Join(' ', Assert.Single(reading.Links).Source.Over.Of(reading.Policy!.EffectiveFrom)));
    }

    /// <summary>What medals reads, and the mistake that the folder finds.</summary>
    public static TheoryData<string, string?> Links { get; } = new()
    {
        { "kind: level, order: [bad, good], from: { programme: level, over: months of the period }", null },
        { "kind: level, order: [bad, good], from: { programme: levle, over: months of the period }", "medals.yaml:10: metrics.read.from.programme: found 'levle', expected a programme of this folder, one of level, medals (did you mean 'level'?); or 'otherwise: supplied'" },
        { "kind: level, order: [bad, good], from: { programme: levle, otherwise: supplied }", null },
        { "kind: level, order: [bad, good], from: { programme: level }", "medals.yaml:10: metrics.read.from.over: found periods that are quarterly, expected periods that are monthly: so level is assessed" },
        { "kind: level, order: [bad, god], from: { programme: level, over: last month }", "medals.yaml:10: metrics.read.from.programme: found the tier 'god', expected a tier of level, one of good, bad (did you mean 'good'?)" },
        { "kind: count, from: { programme: level, over: last month, counts: [best] }", "medals.yaml:10: metrics.read.from.counts: found the tier 'best', expected a tier of level, one of good, bad" },
    };

    [Theory, MemberData(nameof(Links))]
    public void AFolderKnowsWhetherThereIsSuchAProgramme(string metric, string? mistake) =>
        Assert.Equal(mistake is null ? [] : [mistake], MistakesOf(("level.yaml", Policy("level", "2026-01", "monthly", "kind: count")), ("medals.yaml", Policy("medals", "2026-Q1", "quarterly", metric))));

    /// <summary>What a programme that judges stores, or one that judges products, reads of one of the other kind, and the mistake.</summary>
    public static TheoryData<string, string, string, string?> Subjects { get; } = new()
    {
        { "store", "product", "kind: count, from: { programme: read-from, products: [bad] }", null },
        { "store", "product", "kind: level, order: [bad, good], from: { programme: read-from, take: worst }", null },
        { "product", "store", "kind: level, order: [bad, good], from: { programme: read-from }", null },
        { "store", "store", "kind: count, from: { programme: read-from, products: [bad] }", "products: found products of read-from, which judges stores, expected counts: the tiers whose periods are counted" },
        { "store", "product", "kind: count, from: { programme: read-from, counts: [bad] }", "counts: found periods of read-from, which judges products, expected products: the tiers whose products are counted" },
        { "store", "product", "kind: level, order: [bad, good], from: { programme: read-from }", "take: found the last tier of read-from, of which a store has as many as products, expected take: worst or best, of a level, or a count of products" },
        { "store", "product", "kind: count, from: { programme: read-from, products: [worse] }", "products: found the tier 'worse', expected a tier of read-from, one of good, bad" },
        { "product", "product", "kind: count, from: { programme: read-from, products: [bad] }", "programme: found read-from, which judges products as this programme does, expected a programme that judges stores" },
    };

    [Theory, MemberData(nameof(Subjects))]
    public void AFolderKnowsWhoseResultsCanBeRead(string reader, string read, string metric, string? mistake) => Assert.Equal(
        mistake is null ? [] : [$"reader.yaml:10: metrics.read.from.{mistake}"],
        MistakesOf(
            ("read.yaml", Policy("read-from", "2026-01", "monthly", "kind: count").Replace("subject: store", $"subject: {read}", StringComparison.Ordinal)),
            ("reader.yaml", Policy("reader", "2026-01", "monthly", metric).Replace("subject: store", $"subject: {reader}", StringComparison.Ordinal))));

    [Fact]
    public void ProgrammesThatReadEachOtherInACircleAreRefusedOnce() => Assert.Equal(
        ["a.yaml:10: metrics.read.from.programme: found a circle: a -> b -> c -> a, expected programmes that do not read each other in a circle"],
        MistakesOf(
            ("a.yaml", Policy("a", "2026-01", "monthly", From("b"))), ("b.yaml", Policy("b", "2026-01", "monthly", From("c"))),
            ("c.yaml", Policy("c", "2026-01", "monthly", From("a"))), ("d.yaml", Policy("d", "2026-01", "monthly", From("a")))));

    [Fact]
    public void VersionsThatAreNeverInForceTogetherMakeNoCircle() => Assert.Empty(MistakesOf(
        ("a1.yaml", Policy("a", "2026-01", "monthly", From("b"))), ("a2.yaml", Policy("a", "2026-07", "monthly", "kind: count").Replace("version: 1", "version: 2", StringComparison.Ordinal)),
        ("b1.yaml", Policy("b", "2026-01", "monthly", "kind: count")), ("b2.yaml", Policy("b", "2026-07", "monthly", From("a")).Replace("version: 1", "version: 2", StringComparison.Ordinal))));

    [Fact]
    public void TheLinterLooksAtWhatLiesBeside()
    {
        var level = PolicyDocument.Read("level.yaml", Policy("level", "2026-01", "monthly", "kind: count"));
        var medals = PolicyDocument.Read("medals.yaml", Policy("medals", "2026-Q1", "quarterly", "kind: category, of: [good], from: { programme: level, over: last month, otherwise: supplied }"));
        Assert.Contains("medals.yaml:10: warning: metrics.read.from: level has the tier 'bad', which is no name of read: the reading of a store that holds it is missing", Linter.Findings(medals, [level]).Select(finding => finding.ToString()));
        Assert.Contains("medals.yaml:10: info: metrics.read.from: no document beside this one has the programme 'level', so only the column 'read' can say it", Linter.Findings(medals, []).Select(finding => finding.ToString()));
    }

    private static string From(string programme) => $"kind: level, order: [bad, good], from: {{ programme: {programme} }}";

    private static string Policy(string programme, string from, string cadence, string metric) => $$"""
        programme: {{programme}}
        version: 1
        title: T
        effective: { from: {{from}} }
        cadence: {{cadence}}
        timeZone: UTC
        subject: store
        metrics:
          sales: { kind: count }
          read: { {{metric}} }
        tiers: [ { tier: good, requires: [ { metric: sales, atLeast: 1 } ] } ]
        otherwise: bad
        """;

    private static IEnumerable<string> MistakesOf(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("policies");
        try
        {
            foreach (var (name, text) in files) File.WriteAllText(Path.Combine(folder.FullName, name), text);
            return [.. PolicyFolder.Read(folder.FullName).Mistakes.Select(mistake => mistake.ToString())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
