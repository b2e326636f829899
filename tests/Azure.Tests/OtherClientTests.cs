using System.Text;
using System.Text.Json;
using TierFunctions.Adapters.Tests;
using TierFunctions.Azure.Blobs;
using TierFunctions.Azure.Tables;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tests;

/// <summary>The clients that Microsoft ships for Node.js on the other side.</summary>
[Collection(Azurite.Name)]
public sealed class OtherClientTests(Azurite azurite)
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [AzuriteFact]
    public async Task BothReadWhatTheOtherWrote()
    {
        var account = await Account.NewAsync(azurite);
        var outcomes = new TableOutcomes(account.Tables, Account.OneBucket);
        await new TableRuns(account.Tables).AddAsync(Some.Run(), Ever);
        await outcomes.SaveAsync(Some.Chunk(0, [Some.Outcome("a/b", tier: 0, readings: "[4.60,null,\"店\"]")]), Ever);
        await new BlobRunFiles(account.Containers).WriteAsync(Some.Key(), RunFile.Report, (stream, token) => stream.WriteAsync("<p>店</p>"u8.ToArray(), token).AsTask(), Ever);

        using var read = JsonDocument.Parse(await Azurite.RunScriptAsync("other-client.mjs", account.ConnectionString));
        Assert.Equal(
            ["gold-silver|2026-Q3|1|0000", "o|a=002fb", "gold", "[4.60,null,\"店\"]"],
            read.RootElement.GetProperty("outcomes").EnumerateArray().Single(row => row[1].GetString()!.StartsWith("o|", StringComparison.Ordinal)).EnumerateArray().Select(cell => cell.GetString()));
        Assert.Equal("gold-silver|2026-Q3|1", read.RootElement.GetProperty("runs")[0].GetString());
        Assert.Equal("<p>店</p>", read.RootElement.GetProperty("report").GetString());

        var written = await outcomes.FindAsync(Some.Key(), "z/店", Ever);
        Assert.Equal(("gold", "[1.50]", new DateOnly(2026, 10, 1)), (written?.Tier, written?.Readings, written?.Since));
        Assert.Equal(NoticeState.Held, Assert.Single(await new TableNotices(account.Tables, Account.OneBucket).OfStoreAsync(Some.Key(), "z", Ever)).State);

        var inputs = new BlobInputs(account.Containers);
        var found = Assert.Single(await inputs.ListAsync(["gold-silver/2026-Q3"], Ever));
        using var reader = new StreamReader(await inputs.OpenAsync(new PinnedInput(found.Name, found.ETag, found.Length), Ever), Encoding.UTF8);
        Assert.Equal("store_id\nz\n", await reader.ReadToEndAsync(Ever));
    }
}
