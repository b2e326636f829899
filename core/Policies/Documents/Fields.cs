using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Documents;

/// <summary>
/// The fields of a block. Whoever reads it asks for every field it knows, then calls <see cref="RefuseOthers"/>. A field can only be
/// asked for that the block's form has: so the forms, and what is written from them, say all that is read.
/// </summary>
internal sealed class Fields(Cursor whole, BlockNode block, Form form)
{
    private readonly List<string> known = [];
    private Form form = form;

    /// <summary>Goes on by a narrower form, once a field has said which.</summary>
    public void As(Form narrower) => form = narrower;

    /// <summary>A field that may be absent.</summary>
    public Cursor? Find(string name)
    {
        var shape = form[name].Shape;
        known.Add(name);
        return block.Entries.FirstOrDefault(entry => entry.Name == name) is { } entry ? whole.At(entry, shape) : null;
    }

    /// <summary>A field that must be there.</summary>
    public Cursor? Require(string name)
    {
        if (!form[name].IsRequired) throw new InvalidOperationException($"The form '{form.Name}' does not say that '{name}' must be there.");
        var found = Find(name);
        if (found is null) whole.Mistake($"no '{name}'", $"{name}: {form[name].Means}");
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
