using System.Collections.Concurrent;
using System.Net;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>A gateway for text messages on this machine: it takes its time and remembers under which id it was sent what.</summary>
internal sealed class SmsSink : IDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(25);

    private readonly Func<string, (HttpStatusCode Status, string Body)> answer;
    private readonly HttpListener listener = new();
    private readonly Task serving;

    /// <param name="answer">What it answers to a body; null for that it has taken it.</param>
    public SmsSink(Func<string, (HttpStatusCode Status, string Body)>? answer = null)
    {
        this.answer = answer ?? (_ => (HttpStatusCode.Created, "{\"sid\":\"SM1\"}"));
        var port = FreePort();
        Address = $"http://127.0.0.1:{port}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>How often each letter came, by its id.</summary>
    public ConcurrentDictionary<string, int> Came { get; } = new(StringComparer.Ordinal);

    /// <summary>What each letter said; more than one text under an id would be two letters.</summary>
    public ConcurrentDictionary<(string Id, string Body), int> Texts { get; } = [];

    public void Dispose()
    {
        listener.Close();
        serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception) when (!listener.IsListening)
            {
                return;
            }
            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            var id = context.Request.Headers["I-Twilio-Idempotency-Token"] ?? "";
            Came.AddOrUpdate(id, 1, (_, before) => before + 1);
            Texts.AddOrUpdate((id, body), 1, (_, before) => before + 1);
            await Task.Delay(Slowness);
            var (status, text) = answer(body);
            context.Response.StatusCode = (int)status;
            context.Response.Close(System.Text.Encoding.UTF8.GetBytes(text), willBlock: false);
        }
        catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever sent it is dead.
        }
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
