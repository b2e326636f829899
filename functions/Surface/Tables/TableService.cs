#nullable disable
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>The Table service of one account over REST: where it is, how requests are signed, what its errors say.</summary>
internal sealed class TableService
{
    private readonly HttpPipeline pipeline;
    private readonly string version;

    public TableService(Uri endpoint, HttpPipelinePolicy signing, TableClientOptions options)
    {
        options ??= new TableClientOptions();
        version = options.Version;
        Endpoint = endpoint.AbsoluteUri.TrimEnd('/');
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            PerRetryPolicies = { new DatePolicy(), signing },
            RequestFailedDetailsParser = new ErrorParser(),
        });
    }

    /// <summary>Without a slash at the end.</summary>
    public string Endpoint { get; }

    public static TableService Of(string connectionString, TableClientOptions options)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (parts.GetValueOrDefault("UseDevelopmentStorage") == "true")
        {
            // The emulator's account is the same everywhere, and published.
            parts["AccountName"] = "devstoreaccount1";
            parts["AccountKey"] = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
            parts["TableEndpoint"] = "http://127.0.0.1:10002/devstoreaccount1";
        }
        if (!parts.TryGetValue("AccountName", out var account) || !parts.TryGetValue("AccountKey", out var key))
            throw new FormatException("The connection string names no account with its key.");
        var endpoint = parts.GetValueOrDefault("TableEndpoint")
            ?? $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return new TableService(new Uri(endpoint), new SharedKeyLitePolicy(account, Convert.FromBase64String(key)), options);
    }

    public HttpMessage Request(RequestMethod method, string pathAndQuery)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(Endpoint + pathAndQuery));
        foreach (var (name, value) in CommonHeaders()) message.Request.Headers.SetValue(name, value);
        return message;
    }

    /// <summary>What every request carries, and every part of a batch.</summary>
    public IEnumerable<(string Name, string Value)> CommonHeaders() =>
        [("x-ms-version", version), ("DataServiceVersion", "3.0"), ("Accept", "application/json;odata=minimalmetadata")];

    public async Task<Response> SendAsync(HttpMessage message, Func<int, bool> isExpected, CancellationToken cancellationToken)
    {
        using (message)
        {
            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (!isExpected(message.Response.Status)) throw new RequestFailedException(message.Response);
            return message.Response;   // buffered, so it outlives the message
        }
    }

    /// <summary>The address of an entity; quotes in keys are doubled.</summary>
    public static string PathOf(string table, string partitionKey, string rowKey) =>
        $"/{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    /// <summary>Reads <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>.</summary>
    public static ResponseError ErrorOf(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (!document.RootElement.TryGetProperty("odata.error", out var error)) return null;
            return new ResponseError(error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class ErrorParser : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
        {
            data = null;
            error = response.ContentStream is null ? null : ErrorOf(response.Content.ToString());
            return error is not null;
        }
    }
}
