using System.Globalization;

namespace TierFunctions.Policies.Documents;

/// <summary>
/// A place in a document. Its readers give a value, or null after noting a mistake, so that reading can go on and find the next.
/// </summary>
internal sealed class Cursor(DocumentNode node, string path, Mistakes mistakes)
{
    private const int LongestQuote = 60;

    public int Line => node.Line;

    public string Path => path;

    /// <summary>The fields, where it is a block; for values that may be written in more than one way.</summary>
    public Fields? AsBlock => node is BlockNode block ? new Fields(this, block) : null;

    /// <summary>The items, where it is a list; for values that may be written in more than one way.</summary>
    public IReadOnlyList<Cursor>? AsList => node is ListNode list
        ? [.. list.Items.Select((item, i) => new Cursor(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), mistakes))]
        : null;

    /// <summary>The text as it stands, where it is one; for comparing places, not for reading them.</summary>
    public string? Raw => (node as ScalarNode)?.Text;

    public string Found => node switch
    {
        ScalarNode { IsNothing: true } => "nothing",
        ScalarNode scalar => $"'{(scalar.Text.Length > LongestQuote ? scalar.Text[..LongestQuote] + "…" : scalar.Text)}'",
        ListNode => "a list",
        _ => "a block",
    };

    public void Mistake(string expected) => Mistake(Found, expected);

    public void Mistake(string found, string expected) => mistakes.Add(Line, path, found, expected);

    /// <summary>The fields of a block.</summary>
    public Fields? Block(string expected)
    {
        if (AsBlock is { } fields) return fields;
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
        if (node is ScalarNode scalar && scalar.Text.Trim().Length > 0) return scalar.Text.Trim();
        Mistake(expected);
        return null;
    }

    internal Cursor At(BlockEntry entry) => new(entry.Value, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", mistakes);

    internal void MistakeAt(BlockEntry entry, string found, string expected) => mistakes.Add(entry.Line, At(entry).Path, found, expected);
}
