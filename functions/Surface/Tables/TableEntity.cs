#nullable disable
namespace Azure.Data.Tables;

public interface ITableEntity
{
    ETag ETag { get; set; }

    string PartitionKey { get; set; }

    string RowKey { get; set; }

    DateTimeOffset? Timestamp { get; set; }
}

/// <summary>An entity as a bag of properties. A property is read as the type it is stored as, or refused.</summary>
public sealed class TableEntity : ITableEntity
{
    private readonly Dictionary<string, object> properties = new(StringComparer.Ordinal);

    public TableEntity()
    {
    }

    public TableEntity(string partitionKey, string rowKey)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public ETag ETag { get; set; }

    public string PartitionKey { get; set; }

    public string RowKey { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public ICollection<string> Keys => properties.Keys;

    public object this[string key]
    {
        get => properties.GetValueOrDefault(key);
        set => properties[key] = value;
    }

    public bool ContainsKey(string key) => properties.ContainsKey(key);

    public bool? GetBoolean(string key) => Get<bool>(key);

    public int? GetInt32(string key) => Get<int>(key);

    public string GetString(string key) => properties.GetValueOrDefault(key) switch
    {
        null => null,
        string text => text,
        var other => throw Mismatch(key, other, typeof(string)),
    };

    private T? Get<T>(string key) where T : struct => properties.GetValueOrDefault(key) switch
    {
        null => null,
        T value => value,
        var other => throw Mismatch(key, other, typeof(T)),
    };

    private static InvalidOperationException Mismatch(string key, object value, Type wanted) =>
        new($"Cannot return {wanted.Name} type for a {value.GetType().Name} typed property: {key}");
}
