using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TierFunctions.Policies.Documents;

/// <summary>
/// Makes nodes of a YAML text. Hostile texts are refused early: aliases are shared rather than copied, and both depth and size are
/// limited, so no text costs more than reading it once.
/// </summary>
internal sealed class Composer
{
    private const int DeepestNesting = 64;
    private const int MostNodes = 20_000;

    private readonly IParser parser;
    private readonly Mistakes mistakes;

    // An anchor whose node is still being read stands here with null.
    private readonly Dictionary<AnchorName, DocumentNode?> anchors = [];

    private Composer(IParser parser, Mistakes mistakes)
    {
        this.parser = parser;
        this.mistakes = mistakes;
    }

    /// <summary>The document's root, or null where the text cannot be read at all.</summary>
    public static DocumentNode? Compose(string text, Mistakes mistakes)
    {
        if (text.Length > PolicyDocument.LongestText)
        {
            mistakes.Add(1, "", string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters"), $"at most {PolicyDocument.LongestText}");
            return null;
        }
        using var reader = new StringReader(text.TrimStart('\uFEFF'));
        var parser = new Parser(reader);
        try
        {
            return new Composer(parser, mistakes).ComposeOnly();
        }
        catch (YamlException) when (LineIndentedByTab(text) is { } line)
        {
            mistakes.Add(line, "", "a tab in the indentation", "spaces: YAML allows no tabs there");
        }
        catch (YamlException broken)
        {
            mistakes.Add((int)broken.End.Line, "", $"what is not YAML ({broken.Message.TrimEnd('.')})", "a YAML document");
        }
        catch (UnreadableException refused)
        {
            mistakes.Add(refused.Line, "", refused.Found, refused.Expected);
        }
        catch (Exception) when (parser.Current is { } last)
        {
            // On some broken texts YamlDotNet's scanner itself fails, as with InvalidOperationException for "[a" before "b: c".
            mistakes.Add((int)last.End.Line, "", "what is not YAML from here on", "a YAML document");
        }
        return null;
    }

    private DocumentNode ComposeOnly()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) throw new UnreadableException(1, "an empty document", "a policy");
        parser.Consume<DocumentStart>();
        var root = ComposeNode(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second)) throw new UnreadableException(LineOf(second), "a second document", "one document a file");
        if (root is ScalarNode { IsNothing: true }) throw new UnreadableException(1, "an empty document", "a policy");
        return root;
    }

    private DocumentNode ComposeNode(int depth)
    {
        if (depth > DeepestNesting)
        {
            // Never null: a parser this deep has read something.
            var line = LineOf(parser.Current!);
            throw new UnreadableException(line, "blocks within blocks", $"at most {DeepestNesting} within each other");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias);
        if (parser.Accept<NodeEvent>(out var node) && !node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            mistakes.Add(LineOf(node), "", $"the tag '{node.Tag}'", "no tags: the language says what a value means");
        var anchor = node?.Anchor ?? AnchorName.Empty;
        if (!anchor.IsEmpty) anchors[anchor] = null;

        DocumentNode composed;
        if (parser.TryConsume<Scalar>(out var scalar))
            composed = new ScalarNode(LineOf(scalar), scalar.Value, scalar.Style is not ScalarStyle.Plain);
        else if (parser.TryConsume<SequenceStart>(out var list))
            composed = new ListNode(LineOf(list), ComposeItems(depth));
        else
            composed = ComposeBlock(parser.Consume<MappingStart>(), depth);

        if (composed.Size > MostNodes) throw new UnreadableException(composed.Line, "aliases that multiply", $"at most {MostNodes} values in all");
        if (!anchor.IsEmpty) anchors[anchor] = composed;
        return composed;
    }

    private DocumentNode Resolve(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var node))
            throw new UnreadableException(LineOf(alias), $"the alias '*{alias.Value}'", "an alias of an anchor above it");
        return node ?? throw new UnreadableException(
            LineOf(alias), $"the alias '*{alias.Value}' inside its own anchor", "an alias of a finished block above it");
    }

    private List<DocumentNode> ComposeItems(int depth)
    {
        var items = new List<DocumentNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ComposeNode(depth + 1));
        return items;
    }

    private BlockNode ComposeBlock(MappingStart start, int depth)
    {
        var entries = new List<BlockEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = new List<BlockEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ComposeNode(depth + 1);
            var value = ComposeNode(depth + 1);
            if (key is not ScalarNode { IsNothing: false } name)
                mistakes.Add(key.Line, "", "a name that is not a text", "a field's name");
            else if (name.Text == "<<")
                merged.AddRange(EntriesToMerge(value, key.Line));
            else if (!lines.TryAdd(name.Text, key.Line))
                mistakes.Add(key.Line, "", $"'{name.Text}' again", $"each name once in a block; the first is on line {lines[name.Text]}");
            else
                entries.Add(new BlockEntry(name.Text, key.Line, value));
        }
        // What the block itself says wins over what it merges, and the first of several merged blocks over the next.
        foreach (var entry in merged)
        {
            if (lines.TryAdd(entry.Name, entry.Line)) entries.Add(entry);
        }
        return new BlockNode(LineOf(start), entries);
    }

    private IEnumerable<BlockEntry> EntriesToMerge(DocumentNode value, int line)
    {
        switch (value)
        {
            case BlockNode block:
                return block.Entries;
            case ListNode list when list.Items.All(item => item is BlockNode):
                return list.Items.Cast<BlockNode>().SelectMany(block => block.Entries);
            default:
                mistakes.Add(line, "", "'<<' with what is not a block", "a block, or a list of blocks, to merge");
                return [];
        }
    }

    private static int? LineIndentedByTab(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indentation = content[..^content.TrimStart(" \t").Length];
            if (indentation.Contains('\t')) return line;
        }
        return null;
    }

    private static int LineOf(ParsingEvent parsed) => (int)parsed.Start.Line;

    private sealed class UnreadableException(int line, string found, string expected) : Exception
    {
        public int Line => line;

        public string Found => found;

        public string Expected => expected;
    }
}
