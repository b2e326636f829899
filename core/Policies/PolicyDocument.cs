using System.Security.Cryptography;
using System.Text;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;
using TierFunctions.Policies.Language;

namespace TierFunctions.Policies;

/// <summary>A document of test rows that lies beside a policy: <c>tests: [ … ]</c>.</summary>
public sealed record TestRows(string File, string Text)
{
    private const string Ending = ".tests";

    /// <summary>What it is called beside a policy's file: <c>medals.tests.yaml</c> beside <c>medals.yaml</c>.</summary>
    public static string NameBeside(string policy) => Path.ChangeExtension(policy, Ending + Path.GetExtension(policy));

    /// <summary>Whether a file is one by its name.</summary>
    public static bool IsOne(string file) => Path.GetFileNameWithoutExtension(file).EndsWith(Ending, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One version of one programme's policy as people write it, in YAML (and so in JSON).</summary>
public static class PolicyDocument
{
    /// <summary>Larger documents are refused unread, in characters.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>Reads a document. Every mistake is collected, not only the first.</summary>
    /// <param name="file">The name to report mistakes under.</param>
    /// <param name="beside">A document of more test rows; null for none.</param>
    public static PolicyReading Read(string file, string text, TestRows? beside = null)
    {
        var mistakes = new Mistakes(file);
        var root = Composer.Compose(text, mistakes);
        var besideMistakes = new Mistakes(beside?.File ?? file);
        var rows = beside is null ? null : Composer.Compose(beside.Text, besideMistakes);
        var (policy, tests, links) = root is null ? (null, [], []) : PolicyReader.Read(
            new Cursor(root, "", mistakes, Shapes.Of(PolicyForms.Policy)),
            rows is null ? null : (beside!.File, new Cursor(rows, "", besideMistakes, Shapes.Of(PolicyForms.TestRows)))); // never null: it has rows
        IReadOnlyList<PolicyMistake> all = [.. mistakes.InOrder(), .. besideMistakes.InOrder()];
        return new PolicyReading(file, text, HashOf(text), all.Count == 0 ? policy : null, all) { Tests = all.Count == 0 ? tests : [], Links = all.Count == 0 ? links : [] };
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
