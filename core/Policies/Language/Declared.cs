using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>
/// The things of one kind that a document declares, by name. What was declared but could not be read is known all the same, so
/// that one mistake does not make a second of every use.
/// </summary>
/// <param name="what">What one of them is called in a message: "a declared metric".</param>
internal sealed class Declared<T>(string what) where T : class
{
    private readonly Dictionary<string, T?> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => values.Keys;

    public void Add(string name, T? value) => values[name] = value;

    /// <summary>The value of a name; null where its declaration could not be read.</summary>
    public T? Get(string name) => values.GetValueOrDefault(name);

    /// <summary>The value of a name that stands as a field's name; null where its declaration could not be read.</summary>
    public T? Use(string name)
    {
        used.Add(name);
        return Get(name);
    }

    public bool IsUsed(string name) => used.Contains(name);

    /// <summary>The value that a text names; null after noting a mistake, or where a mistake in its declaration has been noted.</summary>
    public T? Find(Cursor? cursor, string? expected = null)
    {
        if (cursor?.Text(expected ?? what) is not { } name) return null;
        used.Add(name);
        if (values.TryGetValue(name, out var value)) return value;
        cursor.Mistake((expected ?? what) + CloseName.To(name, values.Keys));
        return null;
    }
}
