using System.Net;

namespace TierFunctions.Hooks.Http;

/// <summary>HTTP clients that send once, to where they are told: no redirects, cookies or proxies, small answers, a bounded time.</summary>
public static class Clients
{
    private const int LargestAnswer = 64 << 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    // Names are looked up anew after this.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    /// <summary>For a provider that the deployment itself names.</summary>
    public static HttpClient ForProvider() => Over(NewHandler());

    /// <summary>For addresses that come from other people: only the open network is reached.</summary>
    public static HttpClient ForStrangers()
    {
        var handler = NewHandler();
        handler.ConnectCallback = PublicAddresses.ConnectAsync;
        return Over(handler);
    }

    internal static HttpClient Over(HttpMessageHandler handler) => new(handler) { Timeout = Timeout, MaxResponseContentBufferSize = LargestAnswer };

    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = ConnectionLife,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A trace would name the address of a stranger.
        ActivityHeadersPropagator = null,
    };
}
