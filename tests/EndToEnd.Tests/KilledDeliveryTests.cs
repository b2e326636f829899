using System.Globalization;
using System.Text;
using System.Text.Json;
using TierFunctions.Local.Host;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>The real program sends to a sink, is killed at any moment, and is started again.</summary>
public sealed class KilledDeliveryTests : IDisposable
{
    private const int Stores = 1200;
    private const int Kills = 6;
    private const string Run = "shop|2025-Q3|1";

    /// <summary>Letters that one process may have on their way when it dies: as many as it works on messages at once.</summary>
    private static readonly int OnTheirWay = Environment.ProcessorCount + LocalServices.WaitingForCommit;

    private readonly Shop shop = new();
    private readonly SmsSink sink = new();

    public void Dispose()
    {
        sink.Dispose();
        shop.Dispose();
    }

    [Fact]
    public async Task NothingIsLostAndNothingIsRecordedTwiceWhereverTheProcessDies()
    {
        await OweAsync();
        var random = new Random(31);
        var kills = 0;
        while (kills < Kills)
        {
            using var process = Tier.StartSilently(Send());
            var before = sink.Came.Count;
            // Not before it sends, and at some moment from then on.
            while (sink.Came.Count == before && !process.HasExited) await Task.Delay(5);
            if (process.WaitForExit(random.Next(0, 400))) break;
            process.Kill();
            await process.WaitForExitAsync();
            kills++;
            Assert.Equal(Stores.ToString(CultureInfo.InvariantCulture), Count("1 = 1"));
        }
        Assert.True(kills >= 3, $"It was done after {kills} kills: too few to say anything.");
        var last = await Tier.RunAsync(Send());
        Assert.True(last.Code == 0, last.ToString());
        Assert.Contains($"Notices           {Stores:N0} = {Stores:N0} sent + 0 suppressed + 0 pending + 0 dead-lettered", last.Output, StringComparison.Ordinal);

        // Every notice is recorded as accepted, by one record, with what the gateway called it.
        Assert.Equal(Stores.ToString(CultureInfo.InvariantCulture), Count("state = 'sent' AND delivery ->> '$.by' = 'gateway' AND delivery ->> '$.reference' = 'SM1'"));
        // The sink got every letter, and one letter under each id; twice at the most those that were on their way when a process died.
        Assert.Equal(Stores, sink.Came.Count);
        Assert.Equal(Stores, sink.Texts.Count);
        Assert.InRange(sink.Came.Values.Sum() - Stores, 0, kills * OnTheirWay);
        // A last start finds nothing to do.
        var sent = sink.Came.Values.Sum();
        Assert.Equal(0, (await Tier.RunAsync(Send())).Code);
        Assert.Equal(sent, sink.Came.Values.Sum());
    }

    private async Task OweAsync()
    {
        shop.Write("policies/shop.yaml", Shop.Policy + "\nnotices: [ { on: placed, by: [sms], text: placed } ]\n");
        var rows = new StringBuilder(Shop.Header);
        var contacts = new StringBuilder("id,phone,time_zone\n");
        for (var i = 0; i < Stores; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"S{i:D5},Shop {i},toys,{i},0.1\n");
            contacts.Append(CultureInfo.InvariantCulture, $"S{i:D5},+1202555{i:D4},{Midday.Zone()}\n");
        }
        shop.Write("in/stores.csv", rows.ToString());
        var run = await shop.RunAsync();
        Assert.True(run.Code == 0, run.ToString());
        var read = await Tier.RunAsync("notices", "contacts", shop.Write("contacts.csv", contacts.ToString()), "--data", shop.Data);
        Assert.True(read.Code == 0, read.ToString());
        shop.Write("hooks.json", JsonSerializer.Serialize(new { Hooks = new { Gateway = new { Address = sink.Address, From = "+12025550199" } } }));
    }

    private string[] Send() => ["notices", "send", "--run", Run, "--settings", shop["hooks.json"], "--data", shop.Data];

    private string Count(string condition) => Outcomes.One(shop.Data, $"SELECT count(*) FROM notices WHERE {condition}");
}
