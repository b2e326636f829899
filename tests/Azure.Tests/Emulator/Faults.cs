using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace TierFunctions.Azure.Tests.Emulator;

/// <summary>Answers what a service answers on a bad day. Placed before the transport, so that every try of a request passes it.</summary>
/// <param name="answer">For the number of a try, from 1: the status to answer with, or 0 to ask the service.</param>
/// <param name="before">Whether to answer instead of the service; else the service does its work and its answer is lost.</param>
internal sealed class Faults(Func<int, HttpMessage, int> answer, bool before = true) : HttpPipelinePolicy
{
    private int tries;

    public int Answered { get; private set; }

    /// <summary>The service does the first change that it is asked for, and its answer is lost.</summary>
    public static Faults LostAnswer()
    {
        var lost = false;
        return new Faults((_, message) => !lost && message.Request.Method != RequestMethod.Get && (lost = true) ? 503 : 0, before: false);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var status = answer(Interlocked.Increment(ref tries), message);
        if (status == 0 || !before) ProcessNext(message, pipeline);
        Answer(message, status);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var status = answer(Interlocked.Increment(ref tries), message);
        if (status == 0 || !before) await ProcessNextAsync(message, pipeline);
        Answer(message, status);
    }

    private void Answer(HttpMessage message, int status)
    {
        if (status == 0) return;
        Answered++;
        message.Response = new MadeUpResponse(status, "", []);
    }
}

/// <summary>Answers a query once with an empty page that is not the last.</summary>
internal sealed class EmptyFirstPage : HttpPipelinePolicy
{
    private const string Token = "nothing-yet";

    public int EmptyPages { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var query = message.Request.Uri.Query;
        if (message.Request.Method == RequestMethod.Get && message.Request.Uri.Path.EndsWith("()", StringComparison.Ordinal))
        {
            if (!query.Contains("NextPartitionKey=", StringComparison.Ordinal))
            {
                EmptyPages++;
                message.Response = new MadeUpResponse(200, """{"value":[]}""", [new HttpHeader("x-ms-continuation-NextPartitionKey", Token), new HttpHeader("x-ms-continuation-NextRowKey", Token)]);
                return;
            }
            message.Request.Uri.Query = query.Replace($"&NextPartitionKey={Token}&NextRowKey={Token}", "", StringComparison.Ordinal);
        }
        await ProcessNextAsync(message, pipeline);
    }
}

internal sealed class MadeUpResponse(int status, string body, IReadOnlyList<HttpHeader> headers) : Response
{
    public override int Status => status;

    public override bool IsError => status >= 400;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; } = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

    protected override bool TryGetHeader(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
