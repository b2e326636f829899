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
        var tier = TierIn(notice, explanation);
        var before = explanation.Outcome?.Before is { } name ? policy.FindTier(name) : null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["store"] = Isolated(to.Role is ContactRole.Store && to.Name is { } called ? Shortened(called) : notice.Owner),
            ["programme"] = policy.Title.In(language),
            ["period"] = notice.Run.Period.ToString(),
        };
        if (notice.Product is { } product) Add(Template.Product, Isolated(Shortened(explanation.Name ?? product)));
        Add("tier", tier?.Title.In(language));
        Add("from-tier", before is not null && before.Rank != tier?.Rank ? before.Title.In(language) : null);
        Add("next-tier", IsRisk(notice) ? null : evidence?.Gap?.Next.Title.In(language));
        Add("since", !IsRisk(notice) && evidence?.Standing.Since is { } since ? Figures.Day(since) : null);
        Add("deadline", DeadlineOf(notice) is { } deadline ? Figures.Day(deadline) : null);
        Add("what", notice.Occasion?.Entitlements is { } ids ? string.Join(language == "zh" ? "、" : ", ", ids.Split(' ').Select(id => TitleOf(policy, id, language))) : null);
        if (notice.Occasion?.Step is { } step) Add("what", policy.Cases?.Find(step)?.Title.In(language) ?? step);
        // A seller without a store has no page.
        Add("link", notice.JudgedBy.IsOfReminders ? null : options.LinkTo(notice)?.AbsoluteUri);
        return new NoticeFacts(values, [.. Barred(evidence, language), .. MissedIn(notice, explanation).Select(shortfall => Requirement(shortfall, language))]);

        void Add(string variable, string? value)
        {
            if (value is { Length: > 0 }) values[variable] = value;
        }
    }

    /// <summary>The tier that a notice is about: the one held, for a store at risk the one it would lose.</summary>
    public static Tier? TierIn(Notice notice, Explanation explanation) => IsRisk(notice) ? explanation.Evidence?.Before
        : explanation.Evidence?.Standing.Tier ?? (explanation.Outcome is { } outcome ? explanation.Plan.Policy.FindTier(outcome.Tier) : null);

    /// <summary>For a store that fell or would fall, what it must meet to stay; for others what is missing to the next tier.</summary>
    public static IEnumerable<Shortfall> MissedIn(Notice notice, Explanation explanation)
    {
        var evidence = explanation.Evidence;
        var lost = IsRisk(notice) ? evidence?.Before?.Name : notice.Movement == Pipeline.Runs.Words.Write(NoticeTrigger.Demoted) ? explanation.Outcome?.Before : null;
        return lost is not null && evidence?.Tiers.FirstOrDefault(tier => tier.Tier.Name == lost) is { } fallen
            ? fallen.Findings.Where(finding => finding.Verdict is Verdict.Missed or Verdict.NotEvaluable && !finding.Test.IsAdvisory).Select(Shortfall.Of)
            : evidence?.Gap?.Missed ?? [];
    }

    private static bool IsRisk(Notice notice) => notice.Occasion is { Readings: not null };

    /// <summary>For a risk, the last day whose readings count.</summary>
    private static DateOnly? DeadlineOf(Notice notice) => IsRisk(notice) ? notice.Run.Period.LastDay : notice.Occasion?.Deadline;

    private static string TitleOf(Policy policy, string entitlement, string language) =>
        policy.Entitlements.FirstOrDefault(one => one.Id == entitlement)?.Title.In(language) ?? entitlement;

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
