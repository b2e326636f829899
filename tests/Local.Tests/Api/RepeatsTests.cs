using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App.Http;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Api;

public sealed class RepeatsTests
{
    private const string Body = """{"programme":"shop","period":"2025-Q4"}""";

    [Fact]
    public async Task TheSameRequestWithTheSameKeyGetsTheSameAnswer()
    {
        await using var served = await NextQuarterAsync();
        var first = await StartAsync(served, "\"k1\"", Body);
        Assert.Equal((202, "/api/runs/shop%7C2025-Q4%7C1"), (first.Status, first.Location));
        Assert.Contains("\"isNew\":true", first.Text, StringComparison.Ordinal);
        Assert.Equal(first, await StartAsync(served, "k1", Body));
        // Another key, and none: the run is found.
        Assert.Contains("\"isNew\":false", (await StartAsync(served, "k2", Body)).Text, StringComparison.Ordinal);
        Assert.Contains("\"isNew\":false", (await StartAsync(served, null, Body)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusalIsAnAnswerToo()
    {
        await using var served = await Assessed.ShopAsync();
        var missing = await StartAsync(served, "k", Body);
        Assert.Equal(422, missing.Status);
        served.Drop("2025-Q4");
        Assert.Equal(missing, await StartAsync(served, "k", Body));
        Assert.Equal(202, (await StartAsync(served, "another", Body)).Status);
    }

    [Fact]
    public async Task AKeyIsOfOneRequest()
    {
        await using var served = await NextQuarterAsync();
        Assert.Equal(202, (await StartAsync(served, "k", Body)).Status);
        var other = await StartAsync(served, "k", """{"programme":"shop","period":"2025-Q3"}""");
        Assert.Equal((422, true), (other.Status, other.Text.Contains("another request", StringComparison.Ordinal)));
        // At another address it is another key.
        using var redrive = await SendAsync(served, "/api/runs/shop%7C2025-Q3%7C1/redrive", "k", "");
        Assert.Equal(HttpStatusCode.Accepted, redrive.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    public async Task WhatIsNoKeyIsRefused(string key)
    {
        await using var served = await Assessed.ShopAsync();
        Assert.Equal(400, (await StartAsync(served, key, Body)).Status);
        Assert.Equal(400, (await StartAsync(served, key + new string('k', 256), Body)).Status);
    }

    [Fact]
    public async Task WhileItIsBeingAnsweredItIsNotDoneAgain()
    {
        await using var served = await new Served().StartAsync();
        var repeats = served.Server.Services.GetRequiredService<Repeats>();
        var (done, times) = (new TaskCompletionSource<IResult>(), 0);
        var first = repeats.OnceAsync(Request(served), null, AnswerAsync, CancellationToken.None);
        while (times == 0) await Task.Delay(5);
        Assert.Equal(409, StatusOf(await repeats.OnceAsync(Request(served), null, AnswerAsync, CancellationToken.None)));
        // Another person's key of the same letters is another key.
        var another = repeats.OnceAsync(Request(served), new App.Access.Person("Ada", App.Access.Roles.Operator), AnswerAsync, CancellationToken.None);
        while (times == 1) await Task.Delay(5);
        done.SetResult(TypedResults.Text("done", statusCode: 202));
        Assert.Equal(202, StatusOf(await first));
        Assert.Equal(202, StatusOf(await another));
        Assert.Equal(202, StatusOf(await repeats.OnceAsync(Request(served), null, AnswerAsync, CancellationToken.None)));
        Assert.Equal(2, times);

        Task<IResult> AnswerAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref times);
            return done.Task;
        }
    }

    [Fact]
    public async Task AFailureOfOursIsNotKept()
    {
        await using var served = await new Served().StartAsync();
        var repeats = served.Server.Services.GetRequiredService<Repeats>();
        var times = 0;
        Assert.Equal(500, StatusOf(await repeats.OnceAsync(Request(served), null, _ => Answer(500), CancellationToken.None)));
        await Assert.ThrowsAsync<IOException>(() => repeats.OnceAsync(Request(served), null, _ => throw new IOException("broken"), CancellationToken.None));
        Assert.Equal(200, StatusOf(await repeats.OnceAsync(Request(served), null, _ => Answer(200), CancellationToken.None)));
        Assert.Equal(2, times);

        Task<IResult> Answer(int status)
        {
            times++;
            return Task.FromResult<IResult>(TypedResults.Text("", statusCode: status));
        }
    }

    [Fact]
    public async Task AKeyIsForgottenAfterADay()
    {
        await using var served = await new Served().StartAsync();
        var repeats = served.Server.Services.GetRequiredService<Repeats>();
        var times = 0;
        foreach (var (hours, expected) in new[] { (0, 1), (23, 1), (2, 2) })
        {
            served.Time.Now += TimeSpan.FromHours(hours);
            await repeats.OnceAsync(Request(served), null, _ => Task.FromResult<IResult>(TypedResults.Text($"{++times}")), CancellationToken.None);
            Assert.Equal(expected, times);
        }
    }

    private static async Task<Served> NextQuarterAsync()
    {
        var served = await Assessed.ShopAsync();
        served.Drop("2025-Q4");
        return served;
    }

    private static async Task<(int Status, string? Location, string Text)> StartAsync(Served served, string? key, string body)
    {
        using var answer = await SendAsync(served, "/api/runs", key, body);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> SendAsync(Served served, string path, string? key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(FunctionKeys.Header, Served.FunctionKey);
        if (key is not null) request.Headers.TryAddWithoutValidation(Repeats.Header, key);
        return await served.Client.SendAsync(request);
    }

    private static HttpRequest Request(Served served)
    {
        var request = new DefaultHttpContext { RequestServices = served.Server.Services }.Request;
        (request.Method, request.Path) = ("POST", "/api/things");
        request.Headers[Repeats.Header] = "k";
        return request;
    }

    private static int? StatusOf(IResult result) => ((IStatusCodeHttpResult)result).StatusCode;
}
