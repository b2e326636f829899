using System.Security.Cryptography;
using System.Text;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;
using TierFunctions.Policies.Language;

namespace TierFunctions.Policies;

/// <summary>One version of one programme's policy as people write it, in YAML (and so in JSON).</summary>
public static class PolicyDocument
{
    /// <summary>Larger documents are refused unread, in characters.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>Reads a document. Every mistake is collected, not only the first.</summary>
    /// <param name="file">The name to report mistakes under.</param>
    public static PolicyReading Read(string file, string text)
    {
        var mistakes = new Mistakes(file);
        var root = Composer.Compose(text, mistakes);
        var (policy, tests, links) = root is null ? (null, [], []) : PolicyReader.Read(new Cursor(root, "", mistakes, Shapes.Of(PolicyForms.Policy)));
        var all = mistakes.InOrder();
        return new PolicyReading(file, text, HashOf(text), all.Count == 0 ? policy : null, all) { Tests = all.Count == 0 ? tests : [], Links = all.Count == 0 ? links : [] };
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
