using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Local.Tests.Site;

public sealed class UnsubscribeTests
{
    private const string OneClick = "List-Unsubscribe=One-Click";
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    [Fact]
    public async Task OnePostEndsAKindOfMailsAndLookingDoesNot()
    {
        await using var served = await StartAsync();
        var path = PathFor("A", "promoted");

        var asked = await served.Client.GetStringAsync(path);
        Assert.Contains("<form method=\"post\">", asked, StringComparison.Ordinal);
        Assert.Equal("", await BlockedAsync(served));

        for (var times = 0; times < 2; times++)
        {
            using var answer = await PostAsync(served, path, OneClick);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("email:promoted", await BlockedAsync(served));
        }
    }

    [Fact]
    public async Task AWrongTokenIsAnsweredAsAGoodOneAndEndsNothing()
    {
        await using var served = await StartAsync();
        using var good = await PostAsync(served, PathFor("B", "promoted"), OneClick);
        var expected = await good.Content.ReadAsStringAsync();
        foreach (var token in new[] { PathFor("A", "promoted")[..^2], "/unsubscribe", "/unsubscribe?t=", "/unsubscribe?t=A~email~promoted~x", "/unsubscribe?t=%00%ff", PathFor("nobody", "promoted") })
        {
            using var answer = await PostAsync(served, token, OneClick);
            Assert.Equal((HttpStatusCode.OK, expected), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            using var page = await served.Client.GetAsync(token);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        Assert.Equal("", await BlockedAsync(served));
    }

    [Theory]
    [InlineData("List-Unsubscribe=Yes", "application/x-www-form-urlencoded")]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("{\"List-Unsubscribe\":\"One-Click\"}", "application/json")]
    public async Task WhatIsNoOneClickRequestEndsNothing(string body, string type)
    {
        await using var served = await StartAsync();
        using var answer = await PostAsync(served, PathFor("A", "promoted"), body, type);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("", await BlockedAsync(served));
    }

    [Fact]
    public async Task ThePageSpeaksTheReadersLanguage()
    {
        await using var served = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, PathFor("A", "promoted"));
        request.Headers.Add("Accept-Language", "zh-CN");
        using var answer = await served.Client.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"zh\">", page, StringComparison.Ordinal);
        Assert.Contains("停止接收", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private static async Task<Served> StartAsync()
    {
        var served = await new Served().StartAsync(new Dictionary<string, string?>
        {
            [FunctionKeys.FunctionSetting] = Served.FunctionKey,
            [FunctionKeys.AdminSetting] = Served.AdminKey,
            ["Hooks:UnsubscribeKeys:0"] = Convert.ToBase64String(Key),
        });
        await served.Server.Services.GetRequiredService<IContacts>().SaveAsync(
            [new Contact { Id = "A", EmailAddress = "a@example.com" }, new Contact { Id = "B", EmailAddress = "b@example.com" }], CancellationToken.None);
        return served;
    }

    private static string PathFor(string contact, string kind) => $"/unsubscribe?t={Uri.EscapeDataString(new UnsubscribeTokens([Key]).Of(contact, Contact.Email, kind))}";

    private static async Task<HttpResponseMessage> PostAsync(Served served, string path, string body, string type = "application/x-www-form-urlencoded")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        // No cookie, no origin, no key: a mail program sends nothing else.
        return await served.Client.PostAsync(path, content);
    }

    private static async Task<string?> BlockedAsync(Served served) =>
        (await served.Server.Services.GetRequiredService<IContacts>().FindAsync("A", CancellationToken.None))?.Blocked;
}
