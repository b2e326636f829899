using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Pages.Documents;
using TierFunctions.Pages.Report;

namespace TierFunctions.Pages.Tests;

public sealed partial class RunReportTests
{
    private const string Hostile = "<script>alert(1)</script> \"quoted\" 'single' & \u202Egnitrever\u202C {{x}}";

    [Fact]
    public async Task TheDocumentIsWellFormed()
    {
        var page = await ParsedAsync(new MadeUpRun());
        Assert.Equal("html", page.Root!.Name.LocalName);
        Assert.Equal("en", page.Root.Attribute("lang")?.Value);
        Assert.Equal("Gold and silver medal merchants · 2026-Q3 · revision 2", page.Descendants("title").First().Value);
    }

    [Fact]
    public async Task HostileNamesAppearOnlyAsText()
    {
        var run = new MadeUpRun(hostileName: Hostile);
        var html = await RenderedAsync(run);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", html, StringComparison.Ordinal);
        var page = Html.Parse(html);
        Assert.Contains(page.Descendants("h1"), heading => heading.Value == Hostile);
        Assert.Contains(page.Descendants("bdi"), name => name.Value == Hostile);
    }

    // A name may hold a right-to-left override. Where it stands in running text it must not turn what follows.
    [Fact]
    public async Task NamesFromDataAreIsolated()
    {
        var page = await ParsedAsync(new MadeUpRun(hostileName: Hostile));
        var bare = page.Descendants("body").Single().DescendantNodes().OfType<XText>()
            .Where(text => text.Value.Contains('\u202E', StringComparison.Ordinal))
            .Where(text => !text.Ancestors().Any(parent => parent.Name.LocalName is "bdi" or "title"));
        Assert.Empty(bare);
    }

    [Fact]
    public async Task NothingIsFetchedAndNothingRuns()
    {
        var html = await RenderedAsync(new MadeUpRun());
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        var page = Html.Parse(html);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object" or "base" or "form");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "style" or "src" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("a"), link => Assert.StartsWith("#", link.Attribute("href")?.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSecurityPolicyFitsTheStyleSheet()
    {
        var page = await ParsedAsync(new MadeUpRun());
        var policy = page.Descendants("meta").Single(meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(page.Descendants("style").Single().Value)));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-" + hash + "'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryDrawingSaysWhatItShows()
    {
        var page = await ParsedAsync(new MadeUpRun(industryCount: 40));
        var drawings = page.Descendants().Where(element => element.Name.LocalName == "svg").ToList();
        Assert.True(drawings.Count > 100);
        Assert.All(drawings, drawing =>
        {
            Assert.Equal("img", drawing.Attribute("role")?.Value);
            Assert.Equal("title", drawing.Elements().First().Name.LocalName);
            Assert.NotEmpty(drawing.Elements().First().Value);
        });
    }

    [Fact]
    public async Task EveryTableHasACaptionAndEveryHeadingCellAScope()
    {
        var page = await ParsedAsync(new MadeUpRun());
        Assert.All(page.Descendants("table"), table => Assert.Equal("caption", table.Elements().First().Name.LocalName));
        Assert.All(page.Descendants("th"), cell => Assert.NotNull(cell.Attribute("scope")));
    }

    [Fact]
    public async Task NoLevelOfHeadingsIsSkippedAndNoIdStandsTwice()
    {
        var page = await ParsedAsync(new MadeUpRun());
        var before = 0;
        foreach (var heading in page.Descendants().Where(element => element.Name.LocalName is ['h', >= '1' and <= '6']))
        {
            var level = heading.Name.LocalName[1] - '0';
            Assert.True(level <= before + 1, $"h{level} '{heading.Value}' follows h{before}");
            before = level;
        }
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public async Task RowsStoresAndNoticesAddUp()
    {
        var sums = await SumsAsync(new MadeUpRun());
        Assert.Equal(
            [
                "Rows: 10,019 rows read = 9,846 accepted + 173 quarantined; adds up",
                "Stores: 9,846 accepted rows = 9,698 evaluated + 148 not evaluable + 0 failed; adds up",
                "Notices: 420 owed = 0 sent + 18 suppressed + 402 pending + 0 dead-lettered; adds up",
            ],
            sums);
    }

    [Fact]
    public async Task ASumThatDoesNotAddUpSaysSo()
    {
        var run = new MadeUpRun();
        var lost = new MadeUpRun { Run = run.Run with { Summary = run.Run.Summary! with { Evaluated = 1 } } };
        Assert.Contains("does not add up", (await SumsAsync(lost))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTestThatDecidedMostStandsFirst()
    {
        var page = await ParsedAsync(new MadeUpRun());
        var decided = page.Descendants("table").Single(table => table.Attribute("class")?.Value == "tests")
            .Descendants("tr").Skip(1).Select(row => long.Parse(row.Descendants("strong").Single().Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(new MadeUpRun().Run.Summary!.Tests.Count, decided.Count);
        Assert.Equal(decided.OrderDescending(), decided);
    }

    [Fact]
    public async Task ASmallIndustryShowsTheLimitsOfTheMarketplace() =>
        Assert.Contains("* too few stores: the limit of the whole marketplace stands in.", (await ParsedAsync(new MadeUpRun())).Root!.Value, StringComparison.Ordinal);

    [Fact]
    public async Task TheOverrideOfAnIndustryIsItsLimit()
    {
        var page = await ParsedAsync(new MadeUpRun());
        var sales = page.Descendants("caption").Single(caption => caption.Value.StartsWith("Sales in 90 days", StringComparison.Ordinal)).Parent!;
        string LimitsOf(string industry) => sales.Descendants("tr").Single(row => row.Elements("th").FirstOrDefault()?.Value == industry).Elements("td").Last().Value;
        Assert.Contains("85th percentile", LimitsOf("jewellery"), StringComparison.Ordinal);
        Assert.DoesNotContain("90th percentile", LimitsOf("jewellery"), StringComparison.Ordinal);
        Assert.Contains("90th percentile", LimitsOf("apparel"), StringComparison.Ordinal);
    }

    [Theory, InlineData("de-DE"), InlineData("th-TH"), InlineData("ar-SA"), InlineData("tr-TR")]
    public async Task EveryCultureGivesTheSameBytes(string culture)
    {
        var expected = await RenderedAsync(new MadeUpRun());
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(expected, await RenderedAsync(new MadeUpRun()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task ARunWithoutBenchmarksIndustriesOrQuarantineIsStillReported()
    {
        var made = new MadeUpRun();
        var run = made.Run with
        {
            Reason = null,
            Ingest = made.Run.Ingest! with { Findings = [], UnusedColumns = [], QuarantinedBy = new SortedDictionary<string, long>(StringComparer.Ordinal) },
            Summary = made.Run.Summary! with { Industries = [], Moves = [] },
        };
        using var stream = new MemoryStream();
        await new RunReport().WriteAsync(run, made.Policy, BenchmarkSet.Empty, stream, CancellationToken.None);
        var page = Html.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Contains("No row was quarantined.", page.Root!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("Please note", page.Root.Value, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> SumsAsync(MadeUpRun run) =>
        [.. (await ParsedAsync(run)).Descendants("table").Single(table => table.Attribute("class")?.Value == "sums").Descendants("tr").Skip(1)
            .Select(row => row.Elements().ToList())
            .Select(cells => $"{cells[0].Value}: {Blanks().Replace(string.Join(' ', cells[1].Elements().Select(term => term.Value)), " ")}; {cells[2].Value.Trim()}")];

    private static async Task<string> RenderedAsync(MadeUpRun run)
    {
        using var stream = new MemoryStream();
        await new RunReport().WriteAsync(run.Run, run.Policy, run.Benchmarks, stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<XDocument> ParsedAsync(MadeUpRun run) => Html.Parse(await RenderedAsync(run));

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
