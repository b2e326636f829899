using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Tests.Delivery;

/// <summary>Which hooks the settings make, in a host that is somebody in Azure and in one that is not.</summary>
public sealed class ConfigurationTests
{
    private static readonly (string, string) Endpoint = ("Hooks:Communication:Endpoint", "https://shop.communication.azure.com");
    private static readonly (string, string) From = ("Hooks:From", "notices@example.org");
    private static readonly (string, string) SmsFrom = ("Hooks:Communication:SmsFrom", "+12025550199");

    [Fact]
    public void CommunicationServicesTakeWhatTheyHaveASenderFor()
    {
        Assert.Equal([Contact.Email, Contact.Sms], ChannelsOf(identity: true, Endpoint, From, SmsFrom));
        Assert.Equal([Contact.Email], ChannelsOf(identity: true, Endpoint, From));
        Assert.Equal([Contact.Sms], ChannelsOf(identity: true, Endpoint, SmsFrom));
        Assert.Empty(ChannelsOf(identity: true, From, SmsFrom));
    }

    [Fact]
    public void CommunicationServicesWithoutAnIdentityOrOverPlainHttpAreRefused()
    {
        Assert.Contains(Endpoint.Item1, Assert.Throws<FormatException>(() => ChannelsOf(identity: false, Endpoint, From)).Message, StringComparison.Ordinal);
        Assert.Contains(Endpoint.Item1, Assert.Throws<FormatException>(() => ChannelsOf(identity: true, (Endpoint.Item1, "http://shop.example"), From)).Message, StringComparison.Ordinal);
    }

    private static List<string> ChannelsOf(bool identity, params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build())
            .AddSingleton(TimeProvider.System)
            .AddHooks();
        if (identity) services.AddSingleton(DelegatedTokenCredential.Create((_, _) => new AccessToken("token", DateTimeOffset.MaxValue)));
        using var provider = services.BuildServiceProvider();
        var hooks = provider.GetRequiredService<IHooks>();
        return [.. new[] { Contact.Email, Contact.Sms, Contact.Webhook }.Where(hooks.Has)];
    }
}
