using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TierFunctions.App;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Host;

/// <param name="Metrics">The folder in which the marketplace drops its metric blobs.</param>
/// <param name="Port">0 for any that is free.</param>
internal sealed record ServeOptions(string Data, string Policies, string Metrics, string? Storage, int Port, int Workers);

/// <summary>The whole function app in one process: functions served over HTTP, fired by timers and called by queues, until it is told to stop.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    /// <summary>Names beside this machine's own that requests may be sent to, parted by semicolons: those of a proxy in front.</summary>
    public const string HostsSetting = "AllowedHosts";

    private const long MostBytesOfBody = 1 << 20;

    private static readonly string[] OwnHosts = ["localhost", "127.0.0.1", "[::1]"];

    private readonly Workplace place;
    private readonly WebApplication site;

    private LocalServer(Workplace place, WebApplication site)
    {
        this.place = place;
        this.site = site;
    }

    public IServiceProvider Services => site.Services;

    public IReadOnlyList<FoundFunction> Functions => Services.GetRequiredService<IReadOnlyList<FoundFunction>>();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public static async Task<LocalServer> StartAsync(ServeOptions options, IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var place = await Workplace.OpenAsync(options.Data, options.Storage, options.Metrics, cancellationToken);
        try
        {
            var site = Build(options, settings, place, time);
            await place.ReleaseAsync(site.Services.GetRequiredService<Sqlite.SqliteQueue>(), cancellationToken);
            await site.StartAsync(cancellationToken);
            return new LocalServer(place, site);
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves until it is told to stop or cannot go on, then lets what is under way come to its end.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => site.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await place.DisposeAsync();
    }

    private static WebApplication Build(ServeOptions options, IEnumerable<KeyValuePair<string, string?>> settings, Workplace place, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // First, and so last to be asked.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [.. Settings.InitialData, .. KeptKeys.Read(place.Directory.Keys)] });
        builder.Configuration.AddInMemoryCollection(settings);
        // Unless something in front of this host signs people in, the host does.
        var signsIn = builder.Configuration[Settings.TrustIdentity] != "true";
        if (signsIn) builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(Settings.TrustIdentity, (string?)"true"), KeyValuePair.Create(Settings.SignIn, (string?)SignIn.Path)]);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Only this machine: whoever lets others in does it through a proxy that speaks TLS.
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytesOfBody;
        });
        // A page of another site whose name is made to lead here is refused by that name. The builder has put the filter in front of all else.
        builder.Services.AddHostFiltering(filter =>
        {
            filter.AllowedHosts = [.. OwnHosts, .. (builder.Configuration[HostsSetting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            filter.AllowEmptyHosts = false;
            filter.IncludeFailureMessage = false;
        });
        builder.Services
            .AddLocal(place, options.Policies, options.Workers, new Progress<RunProgress>(), time)
            .AddSingleton<IHostLifetime, Until>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = QueuePumping.Patience + TimeSpan.FromSeconds(10))
            .AddHostedService(services => new QueuePumping(services, options.Workers + LocalServices.WaitingForCommit))
            .AddSingleton<TimerFunctions>()
            .AddHostedService(services => services.GetRequiredService<TimerFunctions>());

        if (signsIn) builder.Services.AddSignIn();

        var site = builder.Build();
        var keys = new FunctionKeys(name => site.Configuration[name]);
        site.UseProblems();
        if (signsIn) site.UseSignIn(keys);
        site.UseRouting();
        site.MapFunctions(
            site.Services.GetRequiredService<IReadOnlyList<FoundFunction>>(), site.Services.GetRequiredService<FunctionCalls>(), keys);
        return site;
    }

    /// <summary>The end comes from whoever called, not from signals of its own.</summary>
    private sealed class Until : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
