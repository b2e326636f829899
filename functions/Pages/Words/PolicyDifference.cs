using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words.Site;

namespace TierFunctions.Pages.Words;

/// <summary>What one version of a policy says differently from another.</summary>
/// <param name="Where">The tier, bar or entitlement it is about.</param>
/// <param name="What">What was, and what is.</param>
public sealed record PolicyDifference(string Where, string What)
{
    /// <summary>All that stores are asked or given differently, in the order in which the later version has it; what is gone comes after.</summary>
    public static IReadOnlyList<PolicyDifference> Between(Policy before, Policy now, string language = Phrases.English)
    {
        var say = new PageWords(language);
        var (was, isNow) = (Parts(before, say), Parts(now, say));
        return
        [
            .. isNow.Where(part => !was.ContainsKey(part.Key)).Select(part => new PolicyDifference(part.Key, say.IsNew(part.Value))),
            .. isNow.Where(part => was.TryGetValue(part.Key, out var old) && old != part.Value).Select(part => new PolicyDifference(part.Key, say.WasAndIs(was[part.Key], part.Value))),
            .. was.Where(part => !isNow.ContainsKey(part.Key)).Select(part => new PolicyDifference(part.Key, say.IsGone(part.Value))),
        ];
    }

    private static OrderedDictionary<string, string> Parts(Policy policy, PageWords say)
    {
        var phrases = new Phrases(policy, say.Language);
        var parts = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            [say.Title] = say.In(policy.Title),
            [say.Zone] = policy.TimeZone,
            [say.DaysLookedBack] = policy.LookBackDays is { } days ? Figures.Count(days) : say.AsTheMetricsSay,
            [say.Peers] = say.PeersOf(policy.Peers.By, policy.Peers.AtLeast, policy.Peers.Percentile.ToString()),
        };
        Add(say.WhoIsJudged, policy.Population);
        foreach (var rule in policy.NotAssessed) Add(say.NotJudged(say.In(rule.Title)), rule.When);
        foreach (var bar in policy.Bars) Add(say.BarOf(say.In(bar.Title), bar.Shuts), bar.When);
        foreach (var tier in policy.Ladder)
        {
            var title = say.In(tier.Title);
            Add(title, tier.Requires);
            foreach (var grant in tier.Grants.Select(id => policy.Entitlements.First(entitlement => entitlement.Id == id))) // the reader of policies sees to it that it is there
            {
                var terms = string.Join("; ", [.. Phrases.TermsOf(grant, say.Language), .. grant.While is { } condition ? [say.OnlyWhile(phrases.InWords(condition))] : Array.Empty<string>()]);
                parts.TryAdd(say.TierGives(title, say.In(grant.Title)), terms.Length == 0 ? say.WithoutTerms : terms);
            }
        }
        if (MovementPhrases.Of(policy, say.Language).ToList() is { Count: > 0 } rules) parts.Add(say.HowStoresMove, string.Join("; ", rules));
        foreach (var (title, how) in new ComputationPhrases(policy, say.Language).All()) parts.TryAdd(say.ComputationOf(title), how);
        Add("Who is given a case", policy.Cases?.Opens);
        foreach (var (where, what) in CasePhrases.Of(policy, Phrases.English)) parts.TryAdd($"Cases, {where}", what);
        return parts;

        // What is asked together is compared one by one, so that a number that changed is not lost in a list.
        void Add(string where, Requirement? requirement)
        {
            if (requirement is null) return;
            foreach (var (part, i) in (requirement is Requirement.All all ? all.Of : [requirement]).Select((part, i) => (part, i)))
            {
                var name = part is Requirement.Check check ? phrases.TitleOf(check.Test) : say.OneOfSeveral;
                var says = part is Requirement.Check only ? phrases.AskedBy(only.Test) : phrases.InWords(part);
                if (!parts.TryAdd($"{where}: {name}", says)) parts.TryAdd($"{where}: {name} ({Figures.Count(i + 1)})", says);
            }
        }
    }
}
