#nullable disable
using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table over the service's REST protocol.</summary>
public class TableClient
{
    private readonly TableService service;

    internal TableClient(TableService service, string tableName)
    {
        this.service = service;
        Name = tableName;
    }

    public virtual string Name { get; }

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var message = service.Request(RequestMethod.Post, "/Tables");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        SetJson(message.Request, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = Name }));
        return Response.FromValue(new TableItem(Name), await service.SendAsync(message, status => status is 201 or 204 or 409, cancellationToken).ConfigureAwait(false));
    }

    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        var message = service.Request(RequestMethod.Post, $"/{Name}");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        SetJson(message.Request, EntityJson.Write(entity));
        return service.SendAsync(message, status => status is 201 or 204, cancellationToken);
    }

    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity =>
        WriteAsync(entity, null, mode, cancellationToken);

    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        if (ifMatch == default) throw new ArgumentException("An update needs the ETag that was read, or ETag.All.", nameof(ifMatch));
        return WriteAsync(entity, ifMatch.ToString("H"), mode, cancellationToken);
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity
    {
        var query = select is null ? "" : "?$select=" + Uri.EscapeDataString(string.Join(',', select));
        var response = await service.SendAsync(
            service.Request(RequestMethod.Get, TableService.PathOf(Name, partitionKey, rowKey) + query), status => status is 200 or 404, cancellationToken).ConfigureAwait(false);
        // A table that is not there is a mistake; an entity that is not there is an answer.
        if (response.Status == 404) return TableService.ErrorOf(response.Content.ToString())?.Code == "TableNotFound" ? throw new RequestFailedException(response) : new Nothing<T>(response);
        using var document = JsonDocument.Parse(response.Content);
        return Response.FromValue(As<T>(EntityJson.Read(document.RootElement)), response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity =>
        new EntityPages<T>(service, Name, filter, maxPerPage, select, cancellationToken);

    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        new TableBatch(service, Name, [.. transactionActions]).SubmitAsync(cancellationToken);

    /// <summary>A filter whose interpolated values are quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => string.Format(
        CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(value => value switch
        {
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            bool flag => flag ? "true" : "false",
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture) + "L",
            DateTimeOffset instant => $"datetime'{instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}'",
            _ => throw new NotSupportedException($"A filter has no form for {value?.GetType().Name ?? "null"}."),
        })]);

    internal static T As<T>(TableEntity entity) where T : class => entity as T ?? throw new NotSupportedException($"The stand-in reads {nameof(TableEntity)} only.");

    private Task<Response> WriteAsync(ITableEntity entity, string ifMatch, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        var message = service.Request(mode is TableUpdateMode.Replace ? RequestMethod.Put : RequestMethod.Patch, TableService.PathOf(Name, entity.PartitionKey, entity.RowKey));
        if (ifMatch is not null) message.Request.Headers.SetValue("If-Match", ifMatch);
        SetJson(message.Request, EntityJson.Write(entity));
        return service.SendAsync(message, status => status is 204, cancellationToken);
    }

    private static void SetJson(Request request, byte[] json)
    {
        request.Headers.SetValue("Content-Type", "application/json");
        request.Content = RequestContent.Create(json);
    }

    private sealed class Nothing<T>(Response response) : NullableResponse<T>
    {
        public override bool HasValue => false;

        public override T Value => throw new InvalidOperationException("The entity does not exist.");

        public override Response GetRawResponse() => response;
    }
}
