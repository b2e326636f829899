using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using TierFunctions.Adapters.Tests;
using TierFunctions.Azure.Tables;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tests.Tables;

/// <summary>What only tables do: their limits, their pages, and answers that are lost or late.</summary>
[Collection(Azurite.Name)]
public sealed class TableWireTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private Account account = null!;   // made before each test

    public async Task InitializeAsync() => account = await Account.NewAsync(azurite);

    public Task DisposeAsync() => Task.CompletedTask;

    [AzuriteFact]
    public async Task AHundredEntitiesCommitAtOnce()
    {
        await account.Tables.Outcomes.SubmitTransactionAsync(Adds(100), Ever);
        Assert.Equal(100, await CountAsync());
    }

    [AzuriteFact]
    public async Task ARowThatComesTwiceFailsTheWholeTransaction()
    {
        var actions = Adds(3);
        actions.Add(actions[0]);
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => account.Tables.Outcomes.SubmitTransactionAsync(actions, Ever));
        Assert.True(failure.Status is 400 or 409);   // the service says 400 InvalidDuplicateRow
        Assert.Equal(0, await CountAsync());
    }

    [AzuriteFact]
    public async Task AChunkOfAsManyEntitiesAsATransactionTakesIsOneTransaction()
    {
        var batches = new Counter(message => message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal));
        await Outcomes(batches).SaveAsync(ChunkWithNotices(stores: 33, each: 2), Ever);
        Assert.Equal(1, batches.Count);
        await Outcomes(batches).SaveAsync(ChunkWithNotices(stores: 34, each: 2, number: 1), Ever);
        Assert.Equal(3, batches.Count);
        Assert.Equal([0, 1], (await Outcomes().FinishedAsync(Some.Key(), Ever)).Keys);
        Assert.Equal(67 * 2, (await new TableNotices(account.Tables, Account.OneBucket).CountAsync(Some.Key(), Ever))[NoticeState.Held]);
    }

    [AzuriteFact]
    public async Task AChunkOfMoreThanFourMebibytesIsKeptWhole()
    {
        var readings = $"[\"{new string('x', 100_000)}\ud83d\uded2{new string('y', 100_000)}\"]";
        string[] stores = [.. Enumerable.Range(0, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"s{i:D2}"))];
        Assert.True((await Outcomes().SaveAsync(Some.Chunk(0, [.. stores.Select(store => Some.Outcome(store, readings: readings))]), Ever)).First);
        Assert.Equal(readings, (await Outcomes().FindAsync(Some.Key(), "s29", Ever))?.Readings);
        Assert.False((await Outcomes().SaveAsync(Some.Chunk(0, [.. stores.Select(store => Some.Outcome(store, readings: readings))]), Ever)).First);
    }

    [AzuriteFact]
    public async Task JudgingALargeChunkLateTakesNoReleaseBack()
    {
        var chunk = ChunkWithNotices(stores: 80, each: 2);
        var notices = new TableNotices(account.Tables, Account.OneBucket);
        await Outcomes().SaveAsync(chunk, Ever);
        await notices.ReleaseAsync(Some.Key(), Ever);
        // A marker that was not there yet when the late judge looked.
        var marker = new TableEntity(OutcomeEntities.PartitionOf(Some.Key(), 0), "c|00000000");
        await account.Tables.Outcomes.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Delete, marker)], Ever);
        await Outcomes().SaveAsync(chunk, Ever);
        Assert.Equal([new(NoticeState.Pending, 160L)], await notices.CountAsync(Some.Key(), Ever));
    }

    [AzuriteFact]
    public async Task CharactersThatKeysForbidAreOnlyCharacters()
    {
        string[] hostile = ["/", "\\", "#", "?", "%2f", "+", "a b", "\u0001", "\u007f", "\u0085", "=", "|", "'", "''"];
        await Outcomes().SaveAsync(Some.Chunk(0, [.. hostile.Select(store => Some.Outcome(store))], notices: [.. hostile.Select(text => new Notice(Some.Key(), text, text, text, "promoted"))]), Ever);
        foreach (var store in hostile)
        {
            Assert.Equal(store, (await Outcomes().FindAsync(Some.Key(), store, Ever))?.Store);
            var notice = Assert.Single(await new TableNotices(account.Tables, Account.OneBucket).OfStoreAsync(Some.Key(), store, Ever));
            Assert.Equal((store, store, store), (notice.Store, notice.Channel, notice.Template));
        }
    }

    [AzuriteFact]
    public async Task AnEmptyPageIsNotTheEnd()
    {
        await Outcomes().SaveAsync(Some.Chunk(0, 3), Ever);
        var pages = new EmptyFirstPage();
        var options = new TableClientOptions();
        options.AddPolicy(pages, HttpPipelinePosition.PerCall);
        var outcomes = new TableOutcomes(account.Through(options).Tables, Account.OneBucket);
        var found = 0;
        await foreach (var _ in outcomes.RangeAsync(Some.Key(), 0, null, null, Ever)) found++;
        Assert.Equal((3, 1), (found, pages.EmptyPages));
        Assert.Equal([0], (await outcomes.FinishedAsync(Some.Key(), Ever)).Keys);
    }

    [AzuriteFact]
    public async Task AChunkWhoseAnswerWasLostWasSavedByThisCall()
    {
        Assert.True((await Outcomes(Faults.LostAnswer()).SaveAsync(Some.Chunk(0, 3), Ever)).First);
        Assert.False((await Outcomes(Faults.LostAnswer()).SaveAsync(Some.Chunk(0, 3), Ever)).First);
    }

    [AzuriteFact]
    public async Task ARunWhoseAnswerWasLostWasAddedAndReplacedByThisCall()
    {
        Assert.True(await Runs(Faults.LostAnswer()).AddAsync(Some.Run(), Ever));
        Assert.False(await Runs(Faults.LostAnswer()).AddAsync(Some.Run(), Ever));
        var read = (await Runs().FindAsync(Some.Key(), Ever))!;
        Assert.True(await Runs(Faults.LostAnswer()).ReplaceAsync(read with { Attempt = 1 }, Ever));
        Assert.False(await Runs(Faults.LostAnswer()).ReplaceAsync(read with { Attempt = 2 }, Ever));
        Assert.Equal((2, 1), (await Runs().FindAsync(Some.Key(), Ever)) is { } stored ? (stored.Version, stored.Attempt) : default);
    }

    [AzuriteFact]
    public async Task AThrottledServiceIsAskedAgain()
    {
        var throttle = new Faults((number, _) => (number % 4) switch { 1 => 503, 2 => 429, _ => 0 });
        await Runs(throttle).AddAsync(Some.Run(), Ever);
        for (var number = 0; number < 5; number++) Assert.True((await Outcomes(throttle).SaveAsync(Some.Chunk(number, 3), Ever)).First);
        Assert.Equal(5, (await Outcomes(throttle).FinishedAsync(Some.Key(), Ever)).Count);
        Assert.True(throttle.Answered >= 10);
    }

    [AzuriteFact]
    public async Task AServiceThatStaysBusyFailsTheCall() =>
        Assert.Equal(503, (await Assert.ThrowsAnyAsync<global::Azure.RequestFailedException>(() => Outcomes(new Faults((_, _) => 503)).SaveAsync(Some.Chunk(0, 3), Ever))).Status);

    [AzuriteFact]
    public async Task NobodyLearnsThatNoChunkIsLeftWhileABucketIsOpen()
    {
        var outcomes = new TableOutcomes(account.Tables, new Spread(Buckets: 2, StoresPerChunk: 40));
        // Chunks 0 and 1 are bucket 0, chunks 2 and 3 bucket 1.
        Assert.False((await outcomes.SaveAsync(In(0, Some.Chunk(1, 1, isLast: true), after: "s0000"), Ever)).MayBeLast);
        Assert.False((await outcomes.SaveAsync(In(0, Some.Chunk(0, 1)), Ever)).MayBeLast);
        Assert.False((await outcomes.SaveAsync(In(1, Some.Chunk(2, 1)), Ever)).MayBeLast);
        Assert.True((await outcomes.SaveAsync(In(1, Some.Chunk(3, 1, isLast: true), after: "s0002"), Ever)).MayBeLast);
        Assert.True((await outcomes.SaveAsync(In(0, Some.Chunk(0, 1)), Ever)).MayBeLast);
        Assert.Equal([0, 1, 2, 3], (await outcomes.FinishedAsync(Some.Key(), Ever)).Keys);
    }

    [AzuriteFact]
    public async Task WhetherAChunkWasTheLastIsAskedOfAPageHoweverManyThereAre()
    {
        // Buckets of 230 and of 120 chunks, whose hundreds begin and end in the middle; in any order.
        const int chunks = 350, inFirst = 230;
        var order = Enumerable.Range(0, chunks).ToArray();
        new Random(5).Shuffle(order);
        var rows = new Rows();
        var options = new TableClientOptions();
        options.AddPolicy(rows, HttpPipelinePosition.PerCall);
        var outcomes = new TableOutcomes(account.Through(options).Tables, new Spread(Buckets: 2, StoresPerChunk: 40));
        var last = new List<bool>();
        foreach (var number in order)
        {
            var bucket = number < inFirst ? 0 : 1;
            var after = number is 0 or inFirst ? null : string.Create(CultureInfo.InvariantCulture, $"s{number - 1:D4}");
            last.Add((await outcomes.SaveAsync(In(bucket, Some.Chunk(number, 1, isLast: number is inFirst - 1 or chunks - 1), after), Ever)).MayBeLast);
        }
        Assert.Equal([.. Enumerable.Repeat(false, chunks - 1), true], last);
        Assert.InRange(rows.Most, 50, 100);
    }

    private static ChunkResult In(int bucket, ChunkResult result, string? after = null) => result with { Chunk = result.Chunk with { Bucket = bucket, After = after } };

    private static ChunkResult ChunkWithNotices(int stores, int each, int number = 0)
    {
        string[] ids = [.. Enumerable.Range(0, stores).Select(i => string.Create(CultureInfo.InvariantCulture, $"s{number}-{i:D3}"))];
        return Some.Chunk(number, [.. ids.Select(id => Some.Outcome(id))], notices:
            [.. ids.SelectMany(id => Enumerable.Range(0, each).Select(i => new Notice(Some.Key(), id, string.Create(CultureInfo.InvariantCulture, $"channel{i}"), "moved", "promoted")))]);
    }

    private TableOutcomes Outcomes(HttpPipelinePolicy? policy = null) => new(TablesThrough(policy), Account.OneBucket);

    private TableRuns Runs(HttpPipelinePolicy? policy = null) => new(TablesThrough(policy));

    private TierTables TablesThrough(HttpPipelinePolicy? policy)
    {
        if (policy is null) return account.Tables;
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5), MaxRetries = 4 } };
        options.AddPolicy(policy, HttpPipelinePosition.BeforeTransport);
        return account.Through(options).Tables;
    }

    private static List<TableTransactionAction> Adds(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", i.ToString("D3", CultureInfo.InvariantCulture)) { ["Number"] = i }))];

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in account.Tables.Outcomes.QueryAsync<TableEntity>(cancellationToken: Ever)) count++;
        return count;
    }

    private sealed class Counter(Func<HttpMessage, bool> counts) : HttpPipelineSynchronousPolicy
    {
        public int Count { get; private set; }

        public override void OnSendingRequest(HttpMessage message) => Count += counts(message) ? 1 : 0;
    }

    /// <summary>The most entities that an answer to a query held.</summary>
    private sealed class Rows : HttpPipelineSynchronousPolicy
    {
        public int Most { get; private set; }

        public override void OnReceivedResponse(HttpMessage message)
        {
            if (message.Request.Method == RequestMethod.Get && message.Request.Uri.Path.EndsWith("()", StringComparison.Ordinal))
                Most = Math.Max(Most, message.Response.Content.ToObjectFromJson<Page>()!.Value.Count);
        }

        private sealed record Page([property: System.Text.Json.Serialization.JsonPropertyName("value")] IReadOnlyList<System.Text.Json.JsonElement> Value);
    }
}
