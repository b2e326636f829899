namespace TierFunctions.EndToEnd.Tests;

/// <summary>A small programme and one quarter of three stores, for what goes wrong.</summary>
internal sealed class Shop : IDisposable
{
    public const string Header = "store_id,name,industry,sales,growth\n";
    public const string Stores = Header + "A,Alpha,toys,500,0.1\nB,Beta,toys,50,-0.5\nC,Gamma,toys,150,0\n";

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
          sales: { kind: amount, currency: USD, decimals: 2, range: [0, open] }
          growth: { kind: rate, range: [-1, open] }
        peers: { by: industry, atLeast: 3, otherwise: market, percentile: type-7 }
        tiers:
          - tier: gold
            requires:
              - { id: sales, metric: sales, atLeast: 400 }
              - { id: growth, metric: growth, above: 0 }
          - tier: silver
            requires: [ { id: sales, metric: sales, atLeast: 100 } ]
        otherwise: none
        gate: { quarantined: { warn: 100 %, stop: 100 % } }
        """;

    private readonly TemporaryFolder folder = new();

    public Shop()
    {
        folder.Write("policies/shop.yaml", Policy);
        Directory.CreateDirectory(folder["in"]);
    }

    public string Data => folder["data"];

    public string Inputs => folder["in"];

    public string this[string name] => folder[name];

    public string Write(string name, string text) => folder.Write(name, text);

    public string Write(string name, byte[] bytes) => folder.Write(name, bytes);

    public string[] Command(params string[] more) =>
        ["run", "--programme", "shop", "--period", "2025-Q3", "--metrics", Inputs, "--policies", folder["policies"], "--data", Data, "--workers", "2", .. more];

    public Task<Ended> RunAsync(params string[] more) => Tier.RunAsync(Command(more));

    public void Dispose() => folder.Dispose();
}
