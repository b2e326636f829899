using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

/// <summary>What one version of a policy says differently from another.</summary>
/// <param name="Where">The tier, bar or entitlement it is about.</param>
/// <param name="What">What was, and what is.</param>
public sealed record PolicyDifference(string Where, string What)
{
    /// <summary>All that stores are asked or given differently, in the order in which the later version has it; what is gone comes after.</summary>
    public static IReadOnlyList<PolicyDifference> Between(Policy before, Policy now)
    {
        var (was, isNow) = (Parts(before), Parts(now));
        return
        [
            .. isNow.Where(part => !was.ContainsKey(part.Key)).Select(part => new PolicyDifference(part.Key, $"is new: {part.Value}")),
            .. isNow.Where(part => was.TryGetValue(part.Key, out var old) && old != part.Value).Select(part => new PolicyDifference(part.Key, $"was: {was[part.Key]}; is now: {part.Value}")),
            .. was.Where(part => !isNow.ContainsKey(part.Key)).Select(part => new PolicyDifference(part.Key, $"is gone; it was: {part.Value}")),
        ];
    }

    private static OrderedDictionary<string, string> Parts(Policy policy)
    {
        var phrases = new Phrases(policy);
        var parts = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Title"] = Phrases.Of(policy.Title),
            ["Time zone"] = policy.TimeZone,
            ["Days looked back"] = policy.LookBackDays is { } days ? Figures.Count(days) : "as the metrics say",
            ["Peers"] = $"{policy.Peers.By ?? "the whole marketplace"}, at least {Figures.Count(policy.Peers.AtLeast)} readings, {policy.Peers.Percentile}",
        };
        Add("Who is judged", policy.Population);
        foreach (var rule in policy.NotAssessed) Add($"Not judged: {Phrases.Of(rule.Title)}", rule.When);
        foreach (var bar in policy.Bars) Add($"Bar {Phrases.Of(bar.Title)} ({string.Join(", ", bar.Shuts)})", bar.When);
        foreach (var tier in policy.Ladder)
        {
            var title = Phrases.Of(tier.Title);
            Add(title, tier.Requires);
            foreach (var grant in tier.Grants.Select(id => policy.Entitlements.First(entitlement => entitlement.Id == id))) // the reader of policies sees to it that it is there
            {
                var terms = string.Join("; ", [.. Phrases.TermsOf(grant), .. grant.While is { } condition ? [$"only while {phrases.InWords(condition)}"] : Array.Empty<string>()]);
                parts.TryAdd($"{title} gives {Phrases.Of(grant.Title)}", terms.Length == 0 ? "without further terms" : terms);
            }
        }
        Add("Who is given a case", policy.Cases?.Opens);
        foreach (var (where, what) in CasePhrases.Of(policy, Phrases.English)) parts.TryAdd($"Cases, {where}", what);
        return parts;

        // What is asked together is compared one by one, so that a number that changed is not lost in a list.
        void Add(string where, Requirement? requirement)
        {
            if (requirement is null) return;
            foreach (var (part, i) in (requirement is Requirement.All all ? all.Of : [requirement]).Select((part, i) => (part, i)))
            {
                var name = part is Requirement.Check check ? phrases.TitleOf(check.Test) : "one of several";
                var says = part is Requirement.Check only ? phrases.AskedBy(only.Test) : phrases.InWords(part);
                if (!parts.TryAdd($"{where}: {name}", says)) parts.TryAdd($"{where}: {name} ({Figures.Count(i + 1)})", says);
            }
        }
    }
}
