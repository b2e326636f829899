using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.EndToEnd.Tests;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Tests.Api;

public sealed class HealthTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public async Task AProviderThatRefusesOurKeyIsSaidAndMakesNothingUnready()
    {
        using var gateway = new SmsSink(_ => (HttpStatusCode.Unauthorized, """{"code":20003}"""));
        await using var served = new Served();
        served.Write("policies/shop.yaml", Served.Policy + "\nnotices: [ { on: placed, by: [sms], text: placed } ]\n");
        served.Drop("2025-Q3");
        await served.StartAsync(new Dictionary<string, string?>
        {
            [FunctionKeys.FunctionSetting] = Served.FunctionKey, [FunctionKeys.AdminSetting] = Served.AdminKey, ["Hooks:Gateway:Address"] = gateway.Address,
        });
        var services = served.Server.Services;
        await services.GetRequiredService<IContacts>().SaveAsync([new Contact { Id = "A", Phone = "+12025550100", TimeZone = "Etc/UTC" }], Ever);
        using (var answer = await served.SendAsync(HttpMethod.Post, "/api/runs", new { programme = "shop", period = "2025-Q3" })) Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await served.EndOfAsync(RunKey.Parse(Assessed.Run));
        Assert.Equal("well", (await served.GetAsync("/api/health/ready")).Text("status"));

        // What has just been added is seen within a moment.
        for (var asked = 0; asked < 200 && (await FindAsync()).Delivery.Reason is not HookTrouble.KeyRefused; asked++)
        {
            await ActivatorUtilities.CreateInstance<SendNotices>(services).RunAsync(new TimerInfo(), Ever);
            await Task.Delay(100);
        }

        var notice = await FindAsync();
        Assert.Equal((NoticeState.Pending, HookTrouble.KeyRefused, 0), (notice.State, notice.Delivery.Reason, notice.Delivery.Attempts));
        var ready = await served.GetAsync("/api/health/ready");
        Assert.Equal(("degraded", "sms", HookTrouble.KeyRefused), (ready.Text("status"), ready.GetProperty("notices")[0].Text("channel"), ready.GetProperty("notices")[0].Text("reason")));
        // Open to all, so that it names nobody.
        Assert.DoesNotContain("gateway", ready.GetRawText(), StringComparison.OrdinalIgnoreCase);

        async Task<Notice> FindAsync() => Assert.Single(await services.GetRequiredService<INotices>().OfStoreAsync(RunKey.Parse(Assessed.Run), "A", Ever));
    }
}
