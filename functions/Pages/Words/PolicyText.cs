using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

/// <summary>
/// A policy as merchants read it: what each tier asks and gives, in plain text, in the language asked for.
/// </summary>
public static class PolicyText
{
    public static IEnumerable<string> Lines(Policy policy, string language)
    {
        var phrases = new Phrases(policy, language);
        var say = Frame(language);
        yield return $"{policy.Title.In(language)} ({policy.Programme} {policy.Version})";
        yield return $"{say.From} {policy.EffectiveFrom}, {policy.TimeZone}";
        if (policy.LookBackDays is { } days) yield return $"{say.LookBack}{say.Colon}{days}";
        foreach (var line in Block(say.Who, policy.Population)) yield return line;
        foreach (var rule in policy.NotAssessed)
        {
            foreach (var line in Block($"{say.NotAssessed}{say.Colon}{rule.Title.In(language)}", rule.When)) yield return line;
        }
        foreach (var bar in policy.Bars)
        {
            foreach (var line in Block($"{say.Bar}{say.Colon}{bar.Title.In(language)} ({string.Join(", ", bar.Shuts.Select(TitleOf))})", bar.When)) yield return line;
        }
        foreach (var ladder in policy.Ladders)
        {
            foreach (var tier in ladder.Tiers)
            {
                foreach (var line in Block($"{ladder.Title.In(language)}{say.Colon}{tier.Title.In(language)}", tier.Requires)) yield return line;
            }
        }
        foreach (var tier in policy.Tiers)
        {
            foreach (var line in Block(tier.Title.In(language), tier.Requires)) yield return line;
            foreach (var line in Gives(tier)) yield return line;
        }
        yield return "";
        yield return $"{policy.Otherwise.Title.In(language)}{say.Colon}{say.Otherwise}";
        foreach (var tier in policy.Below)
        {
            foreach (var line in Block($"{tier.Title.In(language)} ({say.Below})", tier.Requires)) yield return line;
        }

        var rules = MovementPhrases.Of(policy, language).ToList();
        if (rules.Count > 0) yield return "";
        foreach (var rule in rules) yield return rule;

        var computed = new ComputationPhrases(policy, language).All().ToList();
        if (computed.Count > 0) yield return "";
        if (computed.Count > 0) yield return $"{say.Computed}{say.Colon.TrimEnd()}";
        foreach (var (title, how) in computed) yield return $"  - {title} = {how}";

        if (policy.Cases is { } cases)
        {
            foreach (var line in Block(say.OpensCase, cases.Opens)) yield return line;
            foreach (var (where, what) in CasePhrases.Of(policy, language)) yield return $"  {where}{say.Colon}{what}";
        }

        string TitleOf(string tier) => policy.FindTier(tier)?.Title.In(language) ?? tier;

        IEnumerable<string> Gives(Tier tier)
        {
            if (tier.Grants.Count > 0) yield return $"  {say.Gives}{say.Colon.TrimEnd()}";
            foreach (var entitlement in tier.Grants.Select(id => policy.Entitlements.First(entitlement => entitlement.Id == id)))
            {
                var terms = string.Join(say.Comma, Phrases.TermsOf(entitlement, language));
                yield return $"    · {entitlement.Title.In(language)}{(terms.Length == 0 ? "" : $" – {terms}")}";
                if (entitlement.While is { } condition) yield return $"      {Clauses.In(language).OnlyWhile(phrases.InWords(condition))}";
            }
        }

        IEnumerable<string> Block(string heading, Requirement? requirement) => requirement is null ? [] : ["", heading, .. Asked(requirement, "  ")];

        // Among alternatives, or under a 'not', several that belong together stand under a line of their own.
        IEnumerable<string> Together(Requirement part, string indent) => part is Requirement.All { Of.Count: > 1 }
            ? [$"{indent}- {say.AllOf}{say.Colon.TrimEnd()}", .. Asked(part, indent + "    ")]
            : Asked(part, indent);

        IEnumerable<string> Asked(Requirement requirement, string indent) => requirement switch
        {
            Requirement.All all => all.Of.SelectMany(part => Asked(part, indent)),
            Requirement.AtLeast some => [$"{indent}- {(some.Count == 1 ? say.OneOf : $"{say.AtLeast} {some.Count}")}{say.Colon.TrimEnd()}", .. some.Of.SelectMany(part => Together(part, indent + "    "))],
            Requirement.Not not => [$"{indent}- {say.Not}{say.Colon.TrimEnd()}", .. Together(not.Of, indent + "    ")],
            Requirement.Check check => [$"{indent}- {phrases.TitleOf(check.Test)}{say.Colon}{phrases.AskedBy(check.Test)}"],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Wordings Frame(string language) => language == "zh"
        ? new Wordings("生效自", "考核天数", "考核对象", "不予考核", "一票否决", "未达到以上任一等级", "满足其一即降至此级", "权益", "符合以下条件者进入准入流程", "指标计算方式", "同时满足", "满足其一", "至少满足", "不得", "：", "；")
        : new Wordings("In force from", "Days looked back", "Who is judged", "Not judged", "Shut out", "who earns none of these", "whoever meets this", "Gives", "Who is given a case for people to decide on", "How readings are computed", "all of", "one of", "at least", "not", ": ", "; ");

    private sealed record Wordings(
        string From, string LookBack, string Who, string NotAssessed, string Bar, string Otherwise, string Below, string Gives, string OpensCase, string Computed, string AllOf, string OneOf, string AtLeast, string Not, string Colon, string Comma);
}
