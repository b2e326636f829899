using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Linting;

/// <summary>What is odd about who is told what.</summary>
internal static class NoticeLint
{
    private static readonly string[] Languages = ["en", "zh"];

    public static IEnumerable<(string Where, Severity Severity, string Why)> Findings(Policy policy, string document)
    {
        if (policy.Notices.Count == 0) yield break;
        foreach (var trigger in new[] { NoticeTrigger.Promoted, NoticeTrigger.Demoted }.Where(trigger => policy.Notices.All(notice => notice.On != trigger)))
            yield return ("notices", Severity.Info, $"nobody is told when a store is {trigger.ToString().ToLowerInvariant()}");
        foreach (var sms in policy.Notices.Where(notice => notice.Channel == "sms" && policy.Notices.All(other => other.On != notice.On || other.Channel == "sms")))
            yield return ("notices", Severity.Warning, $"'{sms.Text}' goes out by sms alone: a store without a telephone is not told");

        foreach (var deadline in policy.Notices.Where(notice => notice.On is NoticeTrigger.Deadline && !CanHappen(policy, notice.Of)).DistinctBy(notice => notice.Of))
            yield return ("notices", Severity.Warning, $"'{deadline.Text}' is never owed: no store of this policy has a deadline of {deadline.Of.ToString().ToLowerInvariant()}");

        foreach (var name in Places.NamesUnder(document, "texts"))
        {
            if (!policy.Texts.TryGetValue(name, out var text)) continue;
            if (policy.Notices.All(notice => notice.Text != name) && name != "corrected") yield return ($"texts.{name}", Severity.Warning, "no notice says it");
            if (policy.Subject is not Subject.Product && Says(text, Template.Product))
                yield return ($"texts.{name}", Severity.Error, $"'{{{Template.Product}}}' in a programme that judges stores: there is no product to name, and the line would be left out");
            foreach (var language in Languages.Where(language => !text.Body.ByLanguage.ContainsKey(language) || !text.Subject.ByLanguage.ContainsKey(language)))
                yield return ($"texts.{name}", Severity.Info, $"there is none in '{language}': its readers get another language");
        }
    }

    private static bool Says(NoticeText text, string variable) => new[] { text.Subject, text.Body, text.Sms }
        .Any(wording => wording?.ByLanguage.Values.Any(said => said.Contains($"{{{variable}}}", StringComparison.Ordinal)) is true);

    private static bool CanHappen(Policy policy, DeadlineKind kind) => kind switch
    {
        DeadlineKind.Incubation => policy.Movement is { Incubations.Count: > 0 },
        DeadlineKind.Protection => policy.Movement is { Protection: not null } or { Validity: not null },
        DeadlineKind.Waiting => policy.Movement?.Waiting is not null,
        DeadlineKind.Entitlement => policy.Entitlements.Any(entitlement => entitlement.Ends),
        // Operators may rule on any store.
        DeadlineKind.Decision or DeadlineKind.Exemption => true,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
