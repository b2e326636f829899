using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using TierFunctions.Hooks.Http;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Azure;

/// <summary>A resource of Azure Communication Services, reached by identity: no key is known here.</summary>
public sealed class CommunicationServices
{
    // The two slashes are the service's own.
    private const string Scope = "https://communication.azure.com//.default";

    private readonly Uri endpoint;
    private readonly HttpPipeline pipeline;
    private readonly TimeProvider time;

    public CommunicationServices(Uri endpoint, TokenCredential credential, TimeProvider time, HttpPipelineTransport? transport = null)
    {
        this.endpoint = endpoint;
        this.time = time;
        var options = new Options();
        if (transport is not null) options.Transport = transport;
        // Deliveries have their own schedule; a second one under it would multiply.
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.Diagnostics.IsLoggingContentEnabled = false;
        pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(new Identified(credential), Scope));
    }

    /// <summary>Posts JSON. An answer that was taken is handed to <paramref name="read"/>.</summary>
    internal async Task<HookAnswer> PostAsync(
        string path, JsonObject body, IEnumerable<(string Name, string Value)> headers, Func<JsonNode?, HookAnswer> read, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri(endpoint, path));
        message.Request.Headers.Add("Content-Type", "application/json");
        foreach (var (name, value) in headers) message.Request.Headers.Add(name, value);
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body.ToJsonString()));
        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            var response = message.Response;
            if (response.Status is >= 200 and < 300) return read(JsonNode.Parse(response.Content));
            var retryAfter = response.Headers.TryGetValue("Retry-After", out var text) && RetryConditionHeaderValue.TryParse(text, out var wait) ? wait : null;
            return HttpAnswers.Of((HttpStatusCode)response.Status, retryAfter, time.GetUtcNow(), null);
        }
        catch (NoIdentityException)
        {
            return new HookAnswer.KeyRefused("no-identity");
        }
        catch (Exception problem) when (problem is RequestFailedException or AggregateException or IOException || problem is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HttpAnswers.Of(problem.InnerException is HttpRequestException inner ? inner : problem);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // It was taken, and the answer is not what was announced.
            return new HookAnswer.Accepted("", null);
        }
    }

    /// <summary>A letter's id in the form that the service asks for.</summary>
    internal static string OperationOf(Letter letter) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Id)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);

    private sealed class Options : ClientOptions;

    /// <summary>Nobody gave this process a token. What the platform says about it is not repeated.</summary>
    private sealed class NoIdentityException() : Exception("No token was given.");

    /// <summary>Tells a token that was not given from everything else that may fail.</summary>
    private sealed class Identified(TokenCredential credential) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => credential.GetToken(requestContext, cancellationToken);

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            try
            {
                return await credential.GetTokenAsync(requestContext, cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new NoIdentityException();
            }
        }
    }
}
