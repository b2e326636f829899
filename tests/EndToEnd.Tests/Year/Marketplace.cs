using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Domain.Calendar;
using TierFunctions.Local.Host;
using TierFunctions.Local.Tests;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>A served data folder under every shipped programme and one of the tests' own, by a clock that stands where a test puts it.</summary>
internal sealed class Marketplace : IAsyncDisposable
{
    private const string Key = "a key of functions";

    private readonly TemporaryFolder folder;
    private readonly LocalServer server;
    private readonly HttpClient client;
    private readonly ManualTime time;

    private Marketplace(TemporaryFolder folder, LocalServer server, ManualTime time)
    {
        this.folder = folder;
        this.server = server;
        this.time = time;
        client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add(FunctionKeys.Header, Key);
    }

    public static async Task<Marketplace> OpenAsync()
    {
        var folder = new TemporaryFolder();
        foreach (var policy in Directory.GetFiles(Path.Join(Places.Root, "policies"), "*.yaml").Concat(Directory.GetFiles(Path.Join(Places.Root, "tests", "EndToEnd.Tests", "Year"), "*.yaml")))
            folder.Write($"policies/{Path.GetFileName(policy)}", await File.ReadAllBytesAsync(policy));
        Directory.CreateDirectory(folder["metrics"]);
        var time = new ManualTime(new DateTimeOffset(Rows.Year, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var settings = new Dictionary<string, string?> { [FunctionKeys.FunctionSetting] = Key, [FunctionKeys.AdminSetting] = Key };
        return new Marketplace(
            folder, await LocalServer.StartAsync(new ServeOptions(folder["data"], folder["policies"], folder["metrics"], Storage: null, Port: 0, Workers: 2), settings, time, CancellationToken.None), time);
    }

    /// <summary>Drops a blob where the marketplace drops what a period showed.</summary>
    public void Drop(string programme, string period, string csv) => folder.Write($"metrics/{programme}/{period}/stores.csv", csv);

    public DateTimeOffset Now
    {
        set => time.Now = value;
    }

    /// <summary>What the timer's question waited for, each with its reason.</summary>
    public List<string> Waited { get; } = [];

    /// <summary>Asks as the timer does, at a moment, until nothing is owed that has arrived.</summary>
    public async Task AssessAsync(DateTimeOffset now)
    {
        Now = now;
        while (true)
        {
            var periods = await Of<AssessEndedPeriodsHandler>().HandleAsync(CancellationToken.None);
            Waited.AddRange(periods.Waiting);
            if (periods.Messages.Count == 0) return;
            await Of<IQueues>().SendAsync(periods.Messages, CancellationToken.None);
            await SettleAsync();
        }
    }

    /// <summary>Assesses a closed period again.</summary>
    public async Task<Run> ReviseAsync(string programme, string period, string reason)
    {
        var answer = await PostAsync("/api/runs", JsonSerializer.Serialize(new { programme, period, revise = reason }), HttpStatusCode.Accepted);
        await SettleAsync();
        return await Of<IRuns>().FindAsync(RunKey.Parse(answer.GetProperty("run").GetString()!), CancellationToken.None) ?? throw new InvalidOperationException("The run is gone."); // it has a name
    }

    /// <summary>What operators record: <c>exemptions</c> or <c>decisions</c>.</summary>
    public Task RecordAsync(string kind, string document) => PostAsync($"/api/{kind}", $"{kind}: [ {document} ]", HttpStatusCode.Created);

    /// <summary>What somebody does to a case; the policy must allow it.</summary>
    public async Task WorkAsync(CaseWork work)
    {
        var policy = await Of<IPolicies>().InForceAsync(work.Key.Programme, Period.Containing(DateOnly.FromDateTime(time.Now.Date), Cadence.Monthly), CancellationToken.None);
        Assert.Null((await Of<WorkOnCaseHandler>().HandleAsync(work, policy.Policy, CancellationToken.None)).Objection);
    }

    /// <summary>Where an applicant would stand.</summary>
    public Task<JsonElement> CheckAsync(string programme, string store, object readings) => PostAsync($"/api/stores/{store}/check", JsonSerializer.Serialize(new { programme, readings }), HttpStatusCode.OK);

    /// <summary>Every completed run, by programme, period and revision.</summary>
    public Task<IReadOnlyList<Run>> RunsAsync() => Of<IRuns>().ListAsync(programme: null, CancellationToken.None);

    public Task<StoredOutcome?> OutcomeAsync(RunKey run, string store) => Of<IOutcomes>().FindAsync(run, store, CancellationToken.None);

    public Task<IReadOnlyList<Notice>> NoticesAsync(RunKey run, string store) => Of<INotices>().OfStoreAsync(run, store, CancellationToken.None);

    public T Of<T>() where T : notnull => server.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.RunAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
        folder.Dispose();
    }

    private async Task SettleAsync()
    {
        while ((await RunsAsync()).Any(run => !run.IsOver)) await Task.Delay(5);
        foreach (var run in await RunsAsync())
            Assert.True(run.State is RunState.Completed, $"{run.Key} {run.State}: {run.Failure} {string.Join("; ", run.Ingest?.Findings.Select(finding => finding.Message) ?? [])}");
    }

    private async Task<JsonElement> PostAsync(string path, string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{path}: {answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}
