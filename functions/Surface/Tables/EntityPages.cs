#nullable disable
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>A query, page by page. A page may be short or empty and still not be the last: only a missing token ends it.</summary>
internal sealed class EntityPages<T>(TableService service, string table, string filter, int? maxPerPage, IEnumerable<string> select, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken) where T : class, ITableEntity
{
    private const string NextPartitionKey = "x-ms-continuation-NextPartitionKey";
    private const string NextRowKey = "x-ms-continuation-NextRowKey";

    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var response = await service.SendAsync(
                service.Request(RequestMethod.Get, $"/{table}()?{Query(token, pageSizeHint ?? maxPerPage)}"), status => status is 200, CancellationToken).ConfigureAwait(false);
            var values = new List<T>();
            using (var document = JsonDocument.Parse(response.Content))
            {
                foreach (var entity in document.RootElement.GetProperty("value").EnumerateArray()) values.Add(TableClient.As<T>(EntityJson.Read(entity)));
            }
            token = response.Headers.TryGetValue(NextPartitionKey, out var partition)
                ? response.Headers.TryGetValue(NextRowKey, out var row) ? $"{partition} {row}" : partition
                : null;
            yield return Page<T>.FromValues(values, token, response);
        }
        while (token is not null);
    }

    private string Query(string token, int? most)
    {
        var parts = new List<string>();
        if (filter is not null) parts.Add("$filter=" + Uri.EscapeDataString(filter));
        if (most is { } top) parts.Add("$top=" + top.ToString(CultureInfo.InvariantCulture));
        if (select is not null) parts.Add("$select=" + Uri.EscapeDataString(string.Join(',', select)));
        if (token is not null)
        {
            var keys = token.Split(' ', 2);
            parts.Add("NextPartitionKey=" + Uri.EscapeDataString(keys[0]));
            if (keys.Length == 2) parts.Add("NextRowKey=" + Uri.EscapeDataString(keys[1]));
        }
        return string.Join('&', parts);
    }
}
