namespace TierFunctions.Policies.Documents;

/// <summary>A part of a document with the line it begins on, counted from 1. An alias is the very node that its anchor names.</summary>
internal abstract class DocumentNode(int line)
{
    public int Line => line;

    /// <summary>How many nodes it comes to once every alias in it is written out.</summary>
    public abstract long Size { get; }
}

/// <summary>A piece of text. What it means is for the language to say: YAML's own ideas of numbers and truth play no part.</summary>
internal sealed class ScalarNode(int line, string text, bool isQuoted) : DocumentNode(line)
{
    public string Text => text;

    /// <summary>Whether there is nothing after the field's name. An empty text in quotes is not nothing.</summary>
    public bool IsNothing => text.Length == 0 && !isQuoted;

    public override long Size => 1;
}

internal sealed class ListNode(int line, IReadOnlyList<DocumentNode> items) : DocumentNode(line)
{
    public IReadOnlyList<DocumentNode> Items => items;

    public override long Size { get; } = 1 + items.Sum(item => item.Size);
}

internal sealed class BlockNode(int line, IReadOnlyList<BlockEntry> entries) : DocumentNode(line)
{
    public IReadOnlyList<BlockEntry> Entries => entries;

    public override long Size { get; } = 1 + entries.Sum(entry => entry.Value.Size);
}

/// <summary>A named value of a block, with the line its name stands on.</summary>
internal sealed record BlockEntry(string Name, int Line, DocumentNode Value);
