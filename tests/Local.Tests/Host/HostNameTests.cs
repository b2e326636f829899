using System.Net;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Host;

/// <summary>A browser may be made to believe that another site's name leads to this machine; the name it then sends gives that away.</summary>
public sealed class HostNameTests
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:7071", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:7071", HttpStatusCode.OK)]
    [InlineData("[::1]:7071", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example:7071", HttpStatusCode.BadRequest)]
    public async Task OnlyThisMachinesOwnNamesAreAnswered(string name, HttpStatusCode expected)
    {
        await using var served = await new Served().StartAsync();
        using var answer = await AskAsync(served, name);
        Assert.Equal(expected, answer.StatusCode);
        // Nothing is said to whoever comes by a wrong name.
        Assert.Equal(expected is HttpStatusCode.BadRequest, (await answer.Content.ReadAsByteArrayAsync()).Length == 0);
    }

    [Fact]
    public async Task AProxyInFrontHasANameThatIsSet()
    {
        await using var served = await new Served().StartAsync(new Dictionary<string, string?>
        {
            [FunctionKeys.FunctionSetting] = Served.FunctionKey, [FunctionKeys.AdminSetting] = Served.AdminKey, [LocalServer.HostsSetting] = "tiers.example; other.example",
        });
        foreach (var (name, expected) in new[] { ("tiers.example", HttpStatusCode.OK), ("other.example", HttpStatusCode.OK), ("localhost", HttpStatusCode.OK), ("evil.example", HttpStatusCode.BadRequest) })
        {
            using var answer = await AskAsync(served, name);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(Served served, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health/live") { Headers = { Host = name } };
        return await served.Client.SendAsync(request);
    }
}
