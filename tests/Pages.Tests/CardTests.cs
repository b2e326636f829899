using System.Text.RegularExpressions;
using System.Xml.Linq;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Card;
using TierFunctions.Pages.Documents;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Tests;

public sealed partial class CardTests
{
    private const string Hostile = "<script>alert(1)</script> \"quoted\" 'single' & \u202Egnitrever\u202C {{x}}";

    [Fact]
    public void WhatNeedsMostAttentionComesFirst()
    {
        var rows = RequirementRow.Of(Explained(new MadeUpRun()));
        var verdicts = rows.Select(row => row.Verdict).ToList();
        Assert.Contains(Verdict.Missed, verdicts);
        Assert.Contains(Verdict.Met, verdicts);
        Assert.Equal(verdicts.OrderBy(verdict => verdict switch { Verdict.Missed => 0, Verdict.NotEvaluable => 1, Verdict.Met => 2, _ => 3 }), verdicts);
        foreach (var same in rows.GroupBy(row => row.Verdict)) Assert.Equal(same.OrderBy(row => row.Place ?? 101).Select(row => row.Test.Id), same.Select(row => row.Test.Id));
    }

    [Fact]
    public void EveryRequirementOfEveryTierHasItsPlaceInOneBar()
    {
        var run = new MadeUpRun();
        var rows = RequirementRow.Of(Explained(run));
        Assert.Equal(
            run.Policy.Tiers.SelectMany(tier => tier.Requires.Tests.Select(test => (tier.Name, test.Id))).Distinct().Order(),
            rows.SelectMany(row => row.Asks.Select(ask => (ask.Tier!.Name, ask.Finding.Test.Id))).Order());   // all of the population's are met
    }

    // 0 is the worst of the industry whichever direction is the better one.
    [Fact]
    public void TheWorstReadingsOfAnIndustryStandAtItsLowEnd()
    {
        var worst = RequirementRow.Of(Explained(new MadeUpRun(), percentile: 0)).Where(row => row.Place is not null).ToList();
        Assert.NotEmpty(worst);
        Assert.All(worst, row => Assert.InRange(row.Place!.Value, 0, 5));
        Assert.Contains(worst, row => row.Metric.Better is Better.Lower);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Hostile)]
    public async Task BothLanguagesSayTheSameNumbers(string? name)
    {
        var explanation = Explained(new MadeUpRun(hostileName: name));
        Assert.Equal(Numbers(await RenderedAsync(explanation, "en")), Numbers(await RenderedAsync(explanation, "zh")));
    }

    [Fact]
    public async Task HostileNamesAppearOnlyAsTextAndAreIsolated()
    {
        var html = await RenderedAsync(Explained(new MadeUpRun(hostileName: Hostile)), "en");
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var page = Html.Parse(html);
        Assert.Contains(page.Descendants("bdi"), name => name.Value == Hostile);
        Assert.DoesNotContain(
            page.Descendants("body").Single().DescendantNodes().OfType<XText>().Where(text => text.Value.Contains('\u202E', StringComparison.Ordinal)),
            // A text of a drawing stands by itself.
            text => !text.Ancestors().Any(parent => parent.Name.LocalName is "bdi" or "title" or "text"));
    }

    [Fact]
    public async Task NothingIsFetchedAndNothingRuns()
    {
        var html = await RenderedAsync(Explained(new MadeUpRun()), "en");
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        var page = Html.Parse(html);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "style" or "src" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    /// <summary>A store at one percentile of its industry on every number, which held nothing before.</summary>
    private static Explanation Explained(MadeUpRun run, int percentile = 75)
    {
        var plan = new RunPlan(run.Run.Key, run.Policy, run.Benchmarks, []);
        var row = new long[run.Policy.Metrics.Count];
        var industry = plan.Words[plan.Plan.GroupSlot]!.Names[0];
        for (var slot = 0; slot < row.Length; slot++)
        {
            var metric = run.Policy.Metrics[slot];
            var place = Benchmark.Spread.ToList().IndexOf(metric.Better is Better.Lower ? 100 - percentile : percentile);
            row[slot] = run.Benchmarks.Find(industry, metric.Name) is { } benchmark ? benchmark.Percentiles[place]
                : metric.Kind is MetricKind.Level ? metric.Values.Count - 1
                : metric.Kind is MetricKind.Count ? (metric.Better is Better.Lower ? 1 : 5)
                : metric.Kind is MetricKind.Flag && metric.Better is Better.Higher ? 1 : 0;
        }
        plan.Plan.Complete(row);
        return new Explanation(plan, run.Run, "S1", industry, Evidence.Of(plan.Judge, row, null, run.Run.Key.Period), null, null);
    }

    private static async Task<string> RenderedAsync(Explanation explanation, string language)
    {
        var words = CardWords.Find(language)!;   // one of the two there are
        var past = new PastTier(explanation.Plan.Run.Period, explanation.Evidence!.Standing.Tier.Name);   // judged above
        return await Document.RenderAsync<CardPage>(new Dictionary<string, object?>
        {
            [nameof(CardPage.Card)] = new StoreCard("S1", words, [new StoreCardPart(explanation, [past with { Period = past.Period.Previous }, past])], [new CardLanguage(words, "?lang=" + language)]),
        });
    }

    private static IReadOnlyList<string> Numbers(string html) =>
        [.. Number().Matches(string.Join(' ', Html.Parse(html).Descendants("body").Single().DescendantNodes().OfType<XText>().Select(text => text.Value))).Select(match => match.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\d+([.,]\d+)*")]
    private static partial Regex Number();
}
