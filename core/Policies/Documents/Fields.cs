namespace TierFunctions.Policies.Documents;

/// <summary>The fields of a block. Whoever reads it asks for every field it knows, then calls <see cref="RefuseOthers"/>.</summary>
internal sealed class Fields(Cursor whole, BlockNode block)
{
    private readonly List<string> known = [];

    /// <summary>Every field in the order of the document, for blocks whose names the writer chooses.</summary>
    public IEnumerable<(string Name, Cursor Value)> Entries => block.Entries.Select(entry => (entry.Name, whole.At(entry)));

    public bool Has(string name) => block.Entries.Any(entry => entry.Name == name);

    /// <summary>A field that may be absent.</summary>
    public Cursor? Find(string name)
    {
        known.Add(name);
        return block.Entries.FirstOrDefault(entry => entry.Name == name) is { } entry ? whole.At(entry) : null;
    }

    /// <summary>A field that must be there.</summary>
    public Cursor? Require(string name, string expected)
    {
        var found = Find(name);
        if (found is null) whole.Mistake($"no '{name}'", $"{name}: {expected}");
        return found;
    }

    /// <summary>Notes every field that nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var entry in block.Entries.Where(entry => !known.Contains(entry.Name, StringComparer.Ordinal)))
        {
            whole.MistakeAt(entry, $"the unknown field '{entry.Name}'",
                $"one of {string.Join(", ", known.Distinct(StringComparer.Ordinal))}{CloseName.To(entry.Name, known)}");
        }
    }
}
