using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Letters;

/// <summary>What the variables of a text stand for in one notice, in one language.</summary>
internal sealed record NoticeFacts(IReadOnlyDictionary<string, string> Values, IReadOnlyList<IReadOnlyDictionary<string, string>> Requirements)
{
    private const int LongestName = 80;

    public static NoticeFacts Of(Notice notice, Explanation explanation, Contact to, string language, LetterOptions options)
    {
        var policy = explanation.Plan.Policy;
        var evidence = explanation.Evidence;
        var tier = evidence?.Standing.Tier ?? (explanation.Outcome is { } outcome ? policy.FindTier(outcome.Tier) : null);
        var before = explanation.Outcome?.Before is { } name ? policy.FindTier(name) : null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["store"] = Isolated(to.Role is ContactRole.Store && to.Name is { } called ? Shortened(called) : notice.Store),
            ["programme"] = policy.Title.In(language),
            ["period"] = notice.Run.Period.ToString(),
        };
        Add("tier", tier?.Title.In(language));
        Add("from-tier", before is not null && before.Rank != tier?.Rank ? before.Title.In(language) : null);
        Add("next-tier", evidence?.Gap?.Next.Title.In(language));
        Add("since", evidence?.Standing.Since is { } since ? Figures.Day(since) : null);
        Add("link", options.LinkTo(notice)?.AbsoluteUri);
        return new NoticeFacts(values, [.. Barred(evidence, language), .. Missed(notice, evidence, before).Select(shortfall => Requirement(shortfall, language))]);

        void Add(string variable, string? value)
        {
            if (value is { Length: > 0 }) values[variable] = value;
        }
    }

    /// <summary>For a store that fell, what it would have had to meet to stay; for others what is missing to the next tier.</summary>
    private static IEnumerable<Shortfall> Missed(Notice notice, Evidence? evidence, Tier? before)
    {
        if (evidence is null) return [];
        if (notice.Movement == Pipeline.Runs.Words.Write(NoticeTrigger.Demoted) && before is not null
            && evidence.Tiers.FirstOrDefault(tier => tier.Tier.Name == before.Name) is { } lost)
        {
            return lost.Findings.Where(finding => finding.Verdict is Verdict.Missed or Verdict.NotEvaluable && !finding.Test.IsAdvisory).Select(Shortfall.Of);
        }
        return evidence.Gap?.Missed ?? [];
    }

    /// <summary>The bars that apply to the store: no reading helps against them.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, string>> Barred(Evidence? evidence, string language) =>
        from bar in evidence?.Bars ?? []
        where bar.Applies
        from finding in bar.Findings.Where(finding => finding.Verdict is Verdict.Met).Take(1)
        select new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["requirement"] = bar.Bar.Title.In(language),
            ["reading"] = FindingWords.ReadingOf(finding, language),
            ["limit"] = FindingWords.NotAskedOf(finding, language),
            ["gap"] = FindingWords.Shut(language),
        };

    private static Dictionary<string, string> Requirement(Shortfall shortfall, string language) => new(StringComparer.Ordinal)
    {
        ["requirement"] = FindingWords.TitleOf(shortfall.Finding, language),
        ["reading"] = FindingWords.ReadingOf(shortfall.Finding, language),
        ["limit"] = FindingWords.AskedOf(shortfall.Finding, language),
        ["gap"] = FindingWords.GapOf(shortfall, language),
    };

    private static string Shortened(string name)
    {
        var elements = System.Globalization.StringInfo.ParseCombiningCharacters(name);
        return elements.Length <= LongestName ? name : name[..elements[LongestName - 1]] + "…";
    }

    /// <summary>A name that is written from right to left must not turn round what stands beside it.</summary>
    private static string Isolated(string name) => name.EnumerateRunes().Any(IsRightToLeft) ? $"\u2068{name}\u2069" : name;

    private static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
