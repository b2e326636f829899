using System.Globalization;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Documents;

/// <summary>
/// A place in a document. Its readers give a value, or null after noting a mistake, so that reading can go on and find the next.
/// </summary>
/// <param name="shape">What may stand there; a reader that reads something else is at fault, whatever the document says.</param>
internal sealed class Cursor(DocumentNode node, string path, Mistakes mistakes, Shape shape)
{
    private const int LongestQuote = 60;

    public int Line => node.Line;

    public string Path => path;

    public bool IsBlock => node is BlockNode;

    /// <summary>The text as it stands, where it is one; for comparing places, not for reading them.</summary>
    public string? Raw => (node as ScalarNode)?.Text;

    /// <summary>The items, where it is a list; for values that may be written in more than one way.</summary>
    public IReadOnlyList<Cursor>? AsList
    {
        get
        {
            var items = Expect<Shape.Items>(_ => true);
            return node is ListNode list
                ? [.. list.Items.Select((item, i) => new Cursor(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), mistakes, items.Of))]
                : null;
        }
    }

    public string Found => node switch
    {
        ScalarNode { IsNothing: true } => "nothing",
        ScalarNode scalar => $"'{(scalar.Text.Length > LongestQuote ? scalar.Text[..LongestQuote] + "…" : scalar.Text)}'",
        ListNode => "a list",
        _ => "a block",
    };

    public void Mistake(string expected) => Mistake(Found, expected);

    public void Mistake(string found, string expected) => mistakes.Add(Line, path, found, expected);

    /// <summary>Whether it is a block with such a field.</summary>
    public bool Has(string field) => Entry(field) is not null;

    /// <summary>The text of a field as it stands; for what must be known before the block is read.</summary>
    public string? RawOf(string field) => (Entry(field)?.Value as ScalarNode)?.Text;

    /// <summary>The fields, where it is a block; for values that may be written in more than one way.</summary>
    public Fields? AsBlock(Form form)
    {
        if (!shape.Plain.Any(plain => plain is Shape.Block block && block.Form == form || plain is Shape.Switch any && any.Any == form))
            throw new InvalidOperationException($"{path} is read as '{form.Name}', which its shape does not say.");
        return node is BlockNode fields ? new Fields(this, fields, form) : null;
    }

    /// <summary>The fields of a block.</summary>
    public Fields? Block(Form form)
    {
        if (AsBlock(form) is { } fields) return fields;
        Mistake(form.Expected);
        return null;
    }

    /// <summary>The values by name, in the order of the document, where it is a block whose names the writer chooses.</summary>
    public IReadOnlyList<(string Name, Cursor Value)>? AsNamed
    {
        get
        {
            var named = Expect<Shape.Named>(_ => true);
            return node is BlockNode block ? [.. block.Entries.Select(entry => (entry.Name, At(entry, named.Value)))] : null;
        }
    }

    public IReadOnlyList<(string Name, Cursor Value)>? Named(string expected)
    {
        if (AsNamed is { } values) return values;
        Mistake(expected);
        return null;
    }

    /// <summary>The items of a list, which may be empty.</summary>
    public IReadOnlyList<Cursor>? List(string expected)
    {
        if (AsList is { } items) return items;
        Mistake(expected);
        return null;
    }

    /// <summary>A text that is not empty, without the blanks around it.</summary>
    public string? Text(string expected)
    {
        Expect<Shape>(plain => plain.IsScalar);
        if (node is ScalarNode scalar && scalar.Text.Trim().Length > 0) return scalar.Text.Trim();
        Mistake(expected);
        return null;
    }

    /// <summary>The shape by which it is read now, one of those that it may have.</summary>
    internal T Expect<T>(Func<T, bool> fits) where T : Shape => shape.Plain.OfType<T>().FirstOrDefault(fits)
        ?? throw new InvalidOperationException($"{path} is read as {typeof(T).Name}, which its shape does not say.");

    internal Cursor At(BlockEntry entry, Shape inside) => new(entry.Value, PathOf(entry), mistakes, inside);

    internal void MistakeAt(BlockEntry entry, string found, string expected) => mistakes.Add(entry.Line, PathOf(entry), found, expected);

    private BlockEntry? Entry(string field) => (node as BlockNode)?.Entries.FirstOrDefault(entry => entry.Name == field);

    private string PathOf(BlockEntry entry) => path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";
}
