#nullable disable
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Entities as the service's JSON with minimal metadata: what JSON has no type for carries an annotation beside it.</summary>
internal static class EntityJson
{
    private const string Annotation = "@odata.type";

    public static byte[] Write(ITableEntity entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", entity.PartitionKey);
            json.WriteString("RowKey", entity.RowKey);
            var bag = Bag(entity);
            foreach (var name in bag.Keys) Write(json, name, bag[name]);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    public static TableEntity Read(JsonElement json)
    {
        var entity = new TableEntity();
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == "odata.etag") entity.ETag = new ETag(member.Value.GetString());
            else if (member.Name == "PartitionKey") entity.PartitionKey = member.Value.GetString();
            else if (member.Name == "RowKey") entity.RowKey = member.Value.GetString();
            else if (member.Name == "Timestamp") entity.Timestamp = member.Value.GetDateTimeOffset();
            else if (!member.Name.Contains("odata.", StringComparison.Ordinal)) entity[member.Name] = Read(json, member);
        }
        return entity;
    }

    public static TableEntity Bag(ITableEntity entity) =>
        entity as TableEntity ?? throw new NotSupportedException($"The stand-in keeps {nameof(TableEntity)} only, not {entity.GetType().Name}.");

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteString(name + Annotation, "Edm.Int64");
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                json.WriteString(name + Annotation, "Edm.Double");
                json.WriteNumber(name, number);
                break;
            case DateTimeOffset instant:
                json.WriteString(name + Annotation, "Edm.DateTime");
                json.WriteString(name, instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteString(name + Annotation, "Edm.Binary");
                json.WriteString(name, Convert.ToBase64String(bytes));
                break;
            default:
                throw new NotSupportedException($"{name}: a table has no type for {value.GetType().Name}.");
        }
    }

    private static object Read(JsonElement entity, JsonProperty member) =>
        (entity.TryGetProperty(member.Name + Annotation, out var type) ? type.GetString() : null, member.Value.ValueKind) switch
        {
            ("Edm.Int64", _) => long.Parse(member.Value.GetString(), CultureInfo.InvariantCulture),
            ("Edm.Double", JsonValueKind.String) => double.Parse(member.Value.GetString(), CultureInfo.InvariantCulture),
            ("Edm.Double", _) => member.Value.GetDouble(),
            ("Edm.DateTime", _) => member.Value.GetDateTimeOffset(),
            ("Edm.Binary", _) => member.Value.GetBytesFromBase64(),
            ("Edm.Guid", _) => member.Value.GetGuid(),
            (_, JsonValueKind.String) => member.Value.GetString(),
            (_, JsonValueKind.True or JsonValueKind.False) => member.Value.GetBoolean(),
            (_, JsonValueKind.Number) => member.Value.TryGetInt32(out var number) ? (object)number : member.Value.GetDouble(),
            _ => null,
        };
}
