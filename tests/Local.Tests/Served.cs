using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.EndToEnd.Tests;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests;

/// <summary>A served data folder with one small programme; a test drops the metrics.</summary>
internal sealed class Served : IAsyncDisposable
{
    public const string FunctionKey = "a key of functions";
    public const string AdminKey = "a key of admins";
    public const string Header = "store_id,name,industry,orders,late\n";

    public const string Policy = """
        programme: shop
        version: 1
        title: Shop
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
        gate: { quarantined: { warn: 100 %, stop: 100 % } }
        """;

    /// <summary>The same programme with cases: whoever earns silver is given one.</summary>
    public static readonly string PolicyWithCases = Policy.Replace("peers:", """
          admission: { kind: category, of: [admitted], case: state }
        peers:
        """, StringComparison.Ordinal).Replace("gate:", """
        cases:
          opens: { metric: orders, atLeast: 100 }
          states:
            screened: { to: { assigned: [], rejected: [operator] }, within: { days: 5 } }
            assigned: { title: Assigned, needs: [person], to: [contacted, rejected] }
            contacted: { how: { phone: By telephone, sms: By SMS }, to: { admitted: [operator], rejected: [account-manager, operator] } }
            admitted: { needs: [strengths, materials] }
            rejected: {}
          strengths: { company: { range: [0, 100], least: 60 } }
          materials: { licence: Business licence }
          reopens: [rejected]
        gate:
        """, StringComparison.Ordinal);

    private readonly TemporaryFolder folder = new();
    private LocalServer? server;
    private HttpClient? client;

    public Served()
    {
        folder.Write("policies/shop.yaml", Policy);
        Directory.CreateDirectory(folder["metrics"]);
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public string Data => folder["data"];

    public LocalServer Server => server ?? throw new InvalidOperationException("Not started.");

    /// <summary>Brings no key of its own.</summary>
    public HttpClient Client => client ?? throw new InvalidOperationException("Not started.");

    public IRuns Runs => Server.Services.GetRequiredService<IRuns>();

    public string Write(string name, string text) => folder.Write(name, text);

    /// <summary>Drops the metrics of a quarter: three stores, the first one with a number of orders of its own.</summary>
    public void Drop(string period, int orders = 500) =>
        Write($"metrics/shop/{period}/stores.csv", FormattableString.Invariant($"{Header}A,Alpha,toys,{orders},1\nB,Beta,toys,50,0\nC,Gamma,toys,150,90\n"));

    public async Task<Served> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var keys = new Dictionary<string, string?> { [FunctionKeys.FunctionSetting] = FunctionKey, [FunctionKeys.AdminSetting] = AdminKey };
        server = await LocalServer.StartAsync(
            new ServeOptions(Data, folder["policies"], folder["metrics"], Storage: null, Port: 0, Workers: 2), settings ?? keys, Time, CancellationToken.None);
        client = new HttpClient { BaseAddress = server.Address };
        return this;
    }

    /// <summary>Ends the process, as it were; the folder stays.</summary>
    public async Task StopAsync()
    {
        client?.Dispose();
        if (server is null) return;
        await server.RunAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
        (server, client) = (null, null);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? key = FunctionKey)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add(FunctionKeys.Header, key);
        return await Client.SendAsync(request);
    }

    /// <summary>The run once nothing more happens to it by itself.</summary>
    public async Task<Run> EndOfAsync(RunKey key)
    {
        while (true)
        {
            if (await Runs.FindAsync(key, CancellationToken.None) is { IsOver: true } run) return run;
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }
}
