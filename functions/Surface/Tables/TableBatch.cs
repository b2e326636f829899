#nullable disable
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>An entity-group transaction on the wire: one multipart request, whose parts are requests of their own.</summary>
internal sealed class TableBatch(TableService service, string table, IReadOnlyList<TableTransactionAction> actions)
{
    public async Task<Response<IReadOnlyList<Response>>> SubmitAsync(CancellationToken cancellationToken)
    {
        if (actions.Count == 0) throw new InvalidOperationException("A transaction needs at least one action.");
        // A boundary may be any text that no part holds; parts are JSON and headers, which hold no line that begins with it.
        const string batch = "batch_tables", changeset = "changeset_tables";
        using var body = new MemoryStream();
        Line(body, $"--{batch}");
        Line(body, $"Content-Type: multipart/mixed; boundary={changeset}");
        Line(body, "");
        foreach (var action in actions) Write(body, changeset, action);
        Line(body, $"--{changeset}--");
        Line(body, $"--{batch}--");

        var message = service.Request(RequestMethod.Post, "/$batch");
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary={batch}");
        message.Request.Content = RequestContent.Create(body.ToArray());
        return Read(await service.SendAsync(message, status => status is 202, cancellationToken).ConfigureAwait(false));
    }

    private void Write(MemoryStream body, string changeset, TableTransactionAction action)
    {
        var json = action.ActionType is TableTransactionActionType.Delete ? [] : EntityJson.Write(action.Entity);
        Line(body, $"--{changeset}");
        Line(body, "Content-Type: application/http");
        Line(body, "Content-Transfer-Encoding: binary");
        Line(body, "");
        var path = action.ActionType is TableTransactionActionType.Add ? $"/{table}" : TableService.PathOf(table, action.Entity.PartitionKey, action.Entity.RowKey);
        Line(body, $"{MethodOf(action.ActionType)} {service.Endpoint}{path} HTTP/1.1");
        foreach (var (name, value) in service.CommonHeaders()) Line(body, $"{name}: {value}");
        if (action.ActionType is TableTransactionActionType.Add) Line(body, "Prefer: return-no-content");
        if (IfMatchOf(action) is { } match) Line(body, $"If-Match: {match}");
        if (json.Length > 0) Line(body, "Content-Type: application/json;odata=nometadata");
        Line(body, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {json.Length}"));
        Line(body, "");
        body.Write(json);
        Line(body, "");
    }

    private static string MethodOf(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => "POST",
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH",
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT",
        TableTransactionActionType.Delete => "DELETE",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string IfMatchOf(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete =>
            action.ETag == default ? "*" : action.ETag.ToString("H"),
        _ => null,
    };

    private static Response<IReadOnlyList<Response>> Read(Response response)
    {
        var parts = new List<Response>();
        var text = response.Content.ToString();
        for (var at = text.IndexOf("HTTP/1.1 ", StringComparison.Ordinal); at >= 0;)
        {
            var next = text.IndexOf("HTTP/1.1 ", at + 9, StringComparison.Ordinal);
            var part = next < 0 ? text[at..] : text[at..next];
            var status = int.Parse(part.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            if (status >= 400) throw Failure(status, part);
            parts.Add(new PartResponse(status));
            at = next;
        }
        if (parts.Count == 0) throw new RequestFailedException(response);
        return Response.FromValue<IReadOnlyList<Response>>(parts, response);
    }

    private static TableTransactionFailedException Failure(int status, string part)
    {
        var from = part.IndexOf('{', StringComparison.Ordinal);
        var to = part.LastIndexOf('}');
        var error = from >= 0 && to > from ? TableService.ErrorOf(part[from..(to + 1)]) : null;
        return new TableTransactionFailedException(new RequestFailedException(status, error?.Message ?? part, error?.Code, null));
    }

    private static void Line(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text + "\r\n"));

    /// <summary>The answer to one action.</summary>
    private sealed class PartResponse(int status) : Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "";

        public override Stream ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, out string value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
        {
            values = null;
            return false;
        }
    }
}
