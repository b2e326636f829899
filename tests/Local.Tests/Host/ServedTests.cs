using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Host;

public sealed class ServedTests
{
    private static readonly string[] Elsewhere = ["elsewhere"];

    [Fact]
    public async Task AQuarterGoesFromARequestThroughTheQueuesToItsEnd()
    {
        await using var served = new Served();
        served.Drop("2025-Q3");
        await served.StartAsync();
        served.Write("metrics/elsewhere/stores.csv", Served.Header + "A,Alpha,toys,500,1\nB,Beta,toys,50,0\nD,Delta,toys,x,0\n");
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3", metrics = Elsewhere });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("/api/runs/shop%7C2025-Q3%7C1", answer.Headers.Location?.OriginalString);
        Assert.Equal("shop|2025-Q3|1", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString());

        var run = await served.EndOfAsync(RunKey.Parse("shop|2025-Q3|1"));
        Assert.Equal(RunState.Completed, run.State);
        Assert.Equal((3, 2, 1), (run.Ingest?.Read, run.Ingest?.Accepted, run.Ingest?.Quarantined));
        Assert.Equal([KeyValuePair.Create("gold", 1L), KeyValuePair.Create("silver", 0L), KeyValuePair.Create("none", 1L)], run.Summary?.Tiers);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another key")]
    public async Task WithoutItsKeyAFunctionIsNotCalled(string? key)
    {
        await using var served = await new Served().StartAsync();
        served.Drop("2025-Q3");
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3" }, key);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await served.Runs.ListAsync(null, CancellationToken.None));
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/runs", HttpStatusCode.MethodNotAllowed)]
    public async Task WhatIsNotThereIsAProblemToo(string method, string path, HttpStatusCode expected)
    {
        await using var served = await new Served().StartAsync();
        using var answer = await served.SendAsync(new HttpMethod(method), path);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("../policies")]
    [InlineData("..")]
    [InlineData("shop/../../policies")]
    [InlineData("/etc")]
    public async Task ARequestReadsNothingOutsideTheFolderOfMetrics(string place)
    {
        await using var served = await new Served().StartAsync();
        using var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3", metrics = new[] { place } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("outside the folder", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMessageThatIsNoneIsSetAsideWithItsReason()
    {
        await using var served = await new Served().StartAsync();
        var queue = served.Server.Services.GetRequiredService<SqliteQueue>();
        await queue.SendAsync(QueueName.Evaluations, [new("no message", "{")], CancellationToken.None);
        while ((await queue.CountAsync(QueueName.Evaluations, CancellationToken.None)).Dead == 0) await Task.Delay(20);
        var dead = Assert.Single(await queue.DeadLettersAsync(QueueName.Evaluations, 100, CancellationToken.None));
        Assert.Equal((nameof(MalformedMessageException), 1), (dead.Reason, dead.DeliveryCount));
    }

    [Fact]
    public async Task AHostThatEndedInTheMiddleGoesOnWhereItWas()
    {
        await using var served = new Served();
        served.Drop("2025-Q3");
        await served.StartAsync();
        await served.StopAsync();
        // Started by a host that died before it had worked on the message.
        await using (var other = await Local.Host.LocalHost.OpenAsync(
            served.Data, null, Path.Join(served.Data, "..", "policies"), workers: 1, new Progress<RunProgress>(), served.Time, CancellationToken.None))
        {
            var started = await other.Start.HandleAsync(
                new StartRun("shop", Period("2025-Q3"), [Path.Join(served.Data, "..", "metrics", "shop", "2025-Q3")]), CancellationToken.None);
            Assert.True(Assert.IsType<StartResult.Accepted>(started).IsNew);
        }
        await served.StartAsync();
        // Nobody was sent anything: the sweep, which is asked at the start, must find it. Its input lies inside the folder of metrics.
        served.Time.Now += TimeSpan.FromHours(1);
        foreach (var timer in served.Server.Services.GetRequiredService<Local.Host.TimerFunctions>().All) await timer.FireIfDueAsync(CancellationToken.None);
        Assert.Equal(RunState.Completed, (await served.EndOfAsync(RunKey.Parse("shop|2025-Q3|1"))).State);
    }

    private static Domain.Calendar.Period Period(string text) =>
        Domain.Calendar.Period.TryParse(text, out var period) ? period : throw new FormatException(text);
}
