using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App.Access;
using TierFunctions.Domain.Cases;
using TierFunctions.EndToEnd.Tests;
using TierFunctions.Local.Host;
using TierFunctions.Local.Tests;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Browser.Tests;

/// <summary>
/// The served sample marketplace, two quarters of it assessed: gold-silver, in two versions, and a small second programme whose
/// names are as hostile as names can be. A third one stands at the quality gate.
/// </summary>
public sealed class Marketplace : IAsyncLifetime, IDisposable
{
    public const string Hostile = "<script>hit=1</script>\"'><img src=x onerror=hit=1> \u202Egnitrever\u202C =1+1";
    public const string Store = "S202000077";
    public const string HostileStore = "H1";
    public const string Run = "gold-silver|2026-Q3|1";
    public const string StoppedRun = "strict|2026-Q3|1";
    public const string Case = $"shop|{Store}|2026-Q3";
    public const string AdminKey = "the admin key of these tests";

    private static readonly string[] Shops = ["shop"];
    private static readonly string[] Lifted = ["late"];

    private readonly TemporaryFolder folder = new();
    private Chromium? chromium;
    private LocalServer? server;

    public Uri Address => server?.Address ?? throw new InvalidOperationException("Not started.");

    internal Chromium Chromium => chromium ?? throw new InvalidOperationException("Not started.");

    internal ManualTime Time { get; } = new(new DateTimeOffset(2026, 10, 5, 9, 0, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        if (Chromium.Unavailable is not null) return;
        WritePolicies();
        Directory.CreateDirectory(folder["metrics"]);
        var settings = new Dictionary<string, string?> { [FunctionKeys.AdminSetting] = AdminKey };
        server = await LocalServer.StartAsync(new ServeOptions(folder["data"], folder["policies"], folder["metrics"], Storage: null, Port: 0, Workers: 2), settings, Time, CancellationToken.None);
        foreach (var (programme, period) in new[] { ("gold-silver", "2026-Q2"), ("gold-silver", "2026-Q3"), ("shop", "2026-Q3"), ("strict", "2026-Q3") }) await AssessAsync(programme, period);
        await RecordAsync("exemptions", new { id = "port-strike", reason = Hostile, timeZone = "Europe/Madrid", from = "2026-07-01", until = "2026-08-01", programmes = Shops, where = new { industry = Hostile }, lifts = Lifted });
        await RecordAsync("decisions", new { id = "d-17", programme = "gold-silver", store = Store, tier = "gold", by = Hostile, reason = Hostile, from = "2027-01-01", until = "2027-04-01" });
        await WorkOnCasesAsync();
        chromium = await Chromium.StartAsync();
    }

    /// <summary>A merchant's link to the card of a store.</summary>
    public string LinkTo(string store, string language = "en") =>
        $"/stores/{store}?t={Services.GetRequiredService<MerchantLinks>().Sign(store, Time.Now.AddDays(30))}&lang={language}";

    public Task<Run?> RunAsync(string key) => Services.GetRequiredService<IRuns>().FindAsync(RunKey.Parse(key), CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }

    public void Dispose() => folder.Dispose();

    private IServiceProvider Services => server?.Services ?? throw new InvalidOperationException("Not started.");

    private async Task AssessAsync(string programme, string period)
    {
        // Not before its turn: the timer starts what it finds.
        WriteMetrics(programme, period);
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add(FunctionKeys.Header, AdminKey);
        using var answer = await client.PostAsJsonAsync("/api/runs", new { programme, period });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        while (await RunAsync($"{programme}|{period}|1") is not { IsOver: true }) await Task.Delay(50);
    }

    private async Task RecordAsync(string kind, object ruling)
    {
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add(FunctionKeys.Header, AdminKey);
        using var answer = await client.PostAsJsonAsync("/api/" + kind, new Dictionary<string, object[]> { [kind] = [ruling] });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>One case far along with a note as hostile as the names, and one that has waited too long.</summary>
    private async Task WorkOnCasesAsync()
    {
        var cases = Services.GetRequiredService<ICases>();
        var key = CaseKey.Parse(Case);
        var opened = (await cases.OfAsync(key, CancellationToken.None))[0];
        CaseEntry[] done =
        [
            opened with { Number = 2, Event = CaseEvent.Assigned, State = "assigned", What = Hostile, By = "Ana" },
            opened with { Number = 3, Event = CaseEvent.Moved, State = "called", What = "phone", By = Hostile, Note = Hostile },
            opened with { Number = 4, Event = CaseEvent.Scored, State = "called", What = "company", Score = 72.5m, By = "Bo" },
            opened with { Case = key with { Store = "brand-7", OpenedBy = "2026-09-01" }, By = "Ana", At = new DateTimeOffset(2026, 9, 1, 12, 0, 0, TimeSpan.Zero) },
        ];
        foreach (var entry in done) Assert.True(await cases.AddAsync(entry, CancellationToken.None));
    }

    private void WritePolicies()
    {
        var text = File.ReadAllText(Path.Join(Places.Root, "policies", "gold-silver.yaml"));
        folder.Write("policies/gold-silver.yaml", text);
        // The next version asks for a little less.
        folder.Write("policies/gold-silver-2027.yaml", text
            .Replace("version: 2021-09", "version: 2027-01", StringComparison.Ordinal)
            .Replace("from: 2021-Q3", "from: 2027-Q1", StringComparison.Ordinal)
            .Replace("percentile: 90", "percentile: 85", StringComparison.Ordinal));
        folder.Write("policies/shop.yaml", Shop("shop", "100 %"));
        folder.Write("policies/strict.yaml", Shop("strict", "5 %"));
    }

    private void WriteMetrics(string programme, string period)
    {
        if (programme == "gold-silver")
        {
            foreach (var file in Directory.GetFiles(Path.Join(Places.Root, "samples", programme, period), "stores-*")) folder.Write($"metrics/{programme}/{period}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
            return;
        }
        var quoted = Hostile.Replace("\"", "\"\"", StringComparison.Ordinal);
        folder.Write($"metrics/{programme}/{period}/stores.csv", $"store_id,name,industry,orders,late\n{Store},Corner shop,toys,500,3\nB,Beta,toys,50,0\nC,Gamma,toys,150,90\n{HostileStore},\"{quoted}\",\"{quoted}\",90,1\nBAD,Delta,toys,\"{quoted}\",0\n");
    }

    private static string Shop(string programme, string gate) => $$"""
        programme: {{programme}}
        version: 1
        title: { en: "{{Hostile.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\u202E", "\\u202E", StringComparison.Ordinal).Replace("\u202C", "\\u202C", StringComparison.Ordinal)}}", zh: 小店 }
        effective: { from: 2020-Q1 }
        cadence: quarterly
        timeZone: America/New_York
        subject: store
        metrics:
          name: { kind: text }
          industry: { kind: category, required: yes }
          orders: { kind: count }
          late: { kind: count }
          late_rate: { kind: rate, of: late, per: orders, better: lower }
        peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
        tiers:
          - tier: gold
            requires:
              - { id: orders, metric: orders, atLeast: 400 }
              - { id: late, metric: late_rate, below: 2 % }
          - tier: silver
            requires: [ { id: orders, metric: orders, atLeast: 100 } ]
        otherwise: none
        cases:
          opens: { metric: orders, atLeast: 100 }
          states:
            screened: { to: [assigned, rejected], within: { days: 5 } }
            assigned: { title: Given to a person, needs: [person], to: [called, rejected] }
            called: { title: Called, how: { phone: By telephone, sms: By SMS }, to: { called: [], admitted: [operator], rejected: [account-manager] }, within: { months: 1 } }
            admitted: { title: Admitted, needs: [strengths, materials] }
            rejected: {}
          strengths: { company: { title: Company strength, range: [0, 100], least: 60 }, team: { range: [0, 10] } }
          materials: { licence: Business licence, account: Payment account }
        gate: { quarantined: { warn: {{gate}}, stop: {{gate}} } }
        """;
}

[CollectionDefinition(Name)]
public sealed class Served : ICollectionFixture<Marketplace>
{
    public const string Name = "served";
}
