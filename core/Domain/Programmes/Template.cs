using System.Text;

namespace TierFunctions.Domain.Programmes;

/// <summary>
/// Text with variables in braces: <c>{store} is now {tier}.</c> A line whose variable has nothing to say is left out; a line with a
/// variable of a requirement is repeated for each requirement. Where there is none, the line before it goes as well if it ends with a
/// colon: it announced them.
/// </summary>
public static class Template
{
    /// <summary>The variables that every notice has, where there is anything to say.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["store", Product, "programme", "period", "tier", "from-tier", "next-tier", "since", "deadline", "what", "link"];

    /// <summary>The variable that names the product that a notice is about; only in programmes of products has it anything to say.</summary>
    public const string Product = "product";

    /// <summary>The variables of one requirement that the store missed.</summary>
    public static IReadOnlyList<string> PerRequirement { get; } = ["requirement", "limit", "reading", "gap"];

    /// <summary>The first thing that is wrong with a text, quoted; null where nothing is.</summary>
    public static string? FaultIn(string text)
    {
        for (var at = text.IndexOfAny(['{', '}']); at >= 0; at = text.IndexOfAny(['{', '}'], at + 1))
        {
            var end = text[at] == '{' ? text.IndexOfAny(['}', '\n', '{'], at + 1) : -1;
            if (end < 0 || text[end] != '}') return $"a lone '{text[at]}'";
            var name = text[(at + 1)..end];
            if (!Variables.Contains(name, StringComparer.Ordinal) && !PerRequirement.Contains(name, StringComparer.Ordinal)) return $"the unknown variable '{{{name}}}'";
            at = end;
        }
        return null;
    }

    /// <summary>The lines with everything filled in.</summary>
    /// <param name="text">One without faults.</param>
    /// <param name="values">By variable; one that is absent has nothing to say.</param>
    /// <param name="requirements">By variable, for each requirement.</param>
    public static IReadOnlyList<string> Fill(string text, IReadOnlyDictionary<string, string> values, IReadOnlyList<IReadOnlyDictionary<string, string>> requirements)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (!PerRequirement.Any(name => line.Contains($"{{{name}}}", StringComparison.Ordinal)))
            {
                if (FillLine(line, values, null) is { } filled) lines.Add(filled);
                continue;
            }
            var repeated = requirements.Select(requirement => FillLine(line, values, requirement)).OfType<string>().ToList();
            if (repeated.Count == 0 && lines is [.., var announced] && announced[^1] is ':' or '：') lines.RemoveAt(lines.Count - 1);
            lines.AddRange(repeated);
        }
        return lines;
    }

    private static string? FillLine(string line, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string>? requirement)
    {
        var filled = new StringBuilder();
        var at = 0;
        for (var open = line.IndexOf('{'); open >= 0; open = line.IndexOf('{', at))
        {
            var close = line.IndexOf('}', open);
            var name = line[(open + 1)..close];
            if ((requirement?.GetValueOrDefault(name) ?? values.GetValueOrDefault(name)) is not { Length: > 0 } value) return null;
            filled.Append(line.AsSpan(at, open - at)).Append(value);
            at = close + 1;
        }
        return filled.Append(line.AsSpan(at)).ToString();
    }
}
