using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Linting;

/// <summary>Finds the line of a part of a document by its names: of <c>tiers.gold.sales</c> that of the check, else of the tier, else of the list.</summary>
internal sealed class Places(string text)
{
    private readonly DocumentNode? root = Composer.Compose(text, new Mistakes(""));

    public static IEnumerable<string> NamesUnder(string text, string field) =>
        Composer.Compose(text, new Mistakes("")) is BlockNode root && root.Entries.FirstOrDefault(entry => entry.Name == field)?.Value is BlockNode block
            ? block.Entries.Select(entry => entry.Name)
            : [];

    public int LineOf(string where)
    {
        var line = 1;
        var node = root;
        foreach (var name in where.Split('.'))
        {
            if (node is null || Below(node, name) is not var (at, next)) break;
            line = at;
            node = next;
        }
        return line;
    }

    /// <summary>A field of a block, or the first block at any depth that is called so.</summary>
    private static (int Line, DocumentNode Node)? Below(DocumentNode node, string name)
    {
        if (node is BlockNode block)
        {
            if (block.Entries.FirstOrDefault(entry => entry.Name == name) is { } named) return (named.Line, named.Value);
            if (block.Entries.Any(entry => entry.Name is "tier" or "id" or "metric" && entry.Value is ScalarNode called && called.Text == name)) return (block.Line, block);
        }
        foreach (var part in node is BlockNode fields ? fields.Entries.Select(entry => entry.Value) : (node as ListNode)?.Items ?? [])
        {
            if (Below(part, name) is { } found) return found;
        }
        return null;
    }
}
