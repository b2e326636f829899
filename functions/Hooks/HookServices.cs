using System.Globalization;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TierFunctions.Hooks.Azure;
using TierFunctions.Hooks.Http;
using TierFunctions.Hooks.Letters;
using TierFunctions.Hooks.Mail;
using TierFunctions.Hooks.Sms;
using TierFunctions.Hooks.Webhooks;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks;

/// <summary>
/// The hooks that the settings under <c>Hooks</c> name; without any, nothing is sent and notices stay pending. What each setting
/// means is in <c>docs/notices.md</c>.
/// </summary>
public static class HookServices
{
    public static IServiceCollection AddHooks(this IServiceCollection services) => services
        .AddSingleton(provider => new DeliveryRules { Gather = TimeSpan.FromMinutes(Number(provider.GetRequiredService<IConfiguration>(), "Hooks:GatherMinutes", 0)) })
        .AddSingleton(provider => new UnsubscribeTokens(UnsubscribeKeys(provider.GetRequiredService<IConfiguration>())))
        .AddSingleton(provider => Letters(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<UnsubscribeTokens>()))
        .AddSingleton<SmsPrices>()
        .AddSingleton<WhatIsBehind>()
        .AddSingleton<ILetters, LetterWriter>()
        .AddSingleton<IHooks>(provider => Configured(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<TokenCredential>(), provider.GetService<ILogger<ConfiguredHooks>>()));

    /// <param name="credential">Who the host is in Azure; null where it is nobody there.</param>
    public static ConfiguredHooks Configured(IConfiguration configuration, TimeProvider time, TokenCredential? credential = null, ILogger<ConfiguredHooks>? logger = null)
    {
        var hooks = new List<(IHook, HookLimits)>();
        var from = new Sender(configuration["Hooks:From"] ?? "notices@localhost.localdomain", configuration["Hooks:FromName"]);
        if (configuration["Hooks:Folder"] is { } folder)
        {
            foreach (var channel in Contact.AllChannels) hooks.Add((new FolderHook(folder, channel, from), new HookLimits()));
        }
        if (configuration["Hooks:Smtp:Host"] is { } host)
        {
            var server = new SmtpServer(
                host, (int)Number(configuration, "Hooks:Smtp:Port", 587), configuration["Hooks:Smtp:StartTls"] != "false", configuration["Hooks:Smtp:User"], configuration["Hooks:Smtp:Password"]);
            hooks.Add((new SmtpHook(server, from), LimitsOf(configuration, "Hooks:Smtp")));
        }
        if (configuration["Hooks:Communication:Endpoint"] is { } endpoint)
        {
            var identity = credential ?? throw new FormatException("The setting Hooks:Communication:Endpoint needs an identity in Azure; this host has none.");
            var service = new CommunicationServices(new Uri(Https("Hooks:Communication:Endpoint", endpoint)!), identity, time);
            var limits = LimitsOf(configuration, "Hooks:Communication");
            if (configuration["Hooks:From"] is not null) hooks.Add((new CommunicationEmailHook(service, from), limits));
            if (configuration["Hooks:Communication:SmsFrom"] is { } number) hooks.Add((new CommunicationSmsHook(service, number, time), limits));
        }
        if (configuration["Hooks:Gateway:Address"] is { } gateway)
        {
            hooks.Add((
                new GatewayHook(Clients.ForProvider(), new SmsGateway(AddressOf("Hooks:Gateway:Address", gateway), configuration["Hooks:Gateway:From"] ?? "", configuration["Hooks:Gateway:Authorization"]), time),
                LimitsOf(configuration, "Hooks:Gateway")));
        }
        if (SecretsIn(configuration.GetSection("Hooks:Webhook:Secrets")) is { Count: > 0 })
        {
            hooks.Add((
                // Read anew for every event: a key is changed by changing the setting.
                new WebhookHook(Clients.ForStrangers(), contact => SecretsIn(configuration.GetSection($"Hooks:Webhook:SecretsOf:{contact.Id}")) is { Count: > 0 } own ? own : SecretsIn(configuration.GetSection("Hooks:Webhook:Secrets")), time),
                LimitsOf(configuration, "Hooks:Webhook")));
        }
        return new ConfiguredHooks(hooks, time, logger);
    }

    private static LetterOptions Letters(IConfiguration configuration, UnsubscribeTokens tokens) => new()
    {
        Link = Https("Hooks:Link", configuration["Hooks:Link"]),
        Unsubscribe = Https("Hooks:Unsubscribe", configuration["Hooks:Unsubscribe"]),
        Tokens = UnsubscribeKeys(configuration).Count > 0 ? tokens : null,
    };

    // A message names the setting and never what it holds.
    private static List<byte[]> UnsubscribeKeys(IConfiguration configuration) =>
        [.. configuration.GetSection("Hooks:UnsubscribeKeys").GetChildren().OrderBy(key => key.Key, StringComparer.Ordinal).Select(key =>
        {
            var bytes = new byte[key.Value?.Length ?? 0];
            return Convert.TryFromBase64String(key.Value ?? "", bytes, out var length) && length >= LeastKey ? bytes[..length]
                : throw new FormatException($"The setting {key.Path} is no key: expected at least {LeastKey} bytes in Base64.");
        })];

    private const int LeastKey = 16;

    private static List<WebhookSecret> SecretsIn(IConfigurationSection section) => [.. section.GetChildren().OrderBy(child => child.Key, StringComparer.Ordinal).Select(child => WebhookSecret.Parse(child.Value ?? ""))];

    private static HookLimits LimitsOf(IConfiguration configuration, string hook) =>
        new(configuration[$"{hook}:PerMinute"] is null ? null : Number(configuration, $"{hook}:PerMinute", 0));

    private static double Number(IConfiguration configuration, string name, double otherwise) =>
        configuration[name] is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new FormatException($"The setting {name} is '{text}'; expected a number above 0.");

    private static Uri AddressOf(string name, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new FormatException($"The setting {name} is no address.");

    private static string? Https(string name, string? text) =>
        text is null || text.StartsWith("https://", StringComparison.Ordinal) ? text : throw new FormatException($"The setting {name} is no https address.");
}
