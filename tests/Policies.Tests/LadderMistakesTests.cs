namespace TierFunctions.Policies.Tests;

public sealed class LadderMistakesTests
{
    /// <summary>What the sample says, what it says instead, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "tier: held, since",
            "tier: orders, since",
            "31: heldBefore.tier: found 'orders', a count, expected a category that lists its values, each a tier"
        },
        {
            "since: held_since",
            "since: held",
            "31: heldBefore.since: found 'held', a category, expected a date"
        },
        {
            "id: dishonest, when",
            "when",
            "32: bars[0]: found no 'id', expected id: the bar's id"
        },
        {
            "shuts: all",
            "shuts: [gould]",
            "32: bars[0].shuts[0]: found 'gould', expected a tier of this policy (did you mean 'gold'?)"
        },
        {
            "grants: [window, manager]",
            "grants: [window, manager, manager]",
            "40: tiers[0].grants[2]: found 'manager' again, expected each entitlement once"
        },
        {
            "grants: [window, manager]",
            "grants: [window]",
            "47: entitlements.manager: found the entitlement 'manager' that no tier grants, expected a tier whose grants name it"
        },
        {
            "    requires: [ { id: sales, metric: gmv_90d, meets: average } ]\n",
            "",
            "41: tiers[1]: found no 'requires', expected requires: what the tier asks"
        },
        {
            "for: { months: 6 }",
            "for: { months: 0 }",
            "46: entitlements.window.for.months: found '0', expected calendar months, a whole number from 1 to 1200"
        },
        {
            "title: Manager, ",
            "",
            "47: entitlements.manager: found no 'title', expected title: what people call it"
        },
        {
            "on: promoted",
            "on: rewarded",
            "48: notices[0].on: found 'rewarded', expected placed, promoted, held, demoted, corrected, at-risk, deadline, case-step"
        },
        {
            "by: [email, sms]",
            "by: [email, fax]",
            "48: notices[0].by[1]: found 'fax', expected email, sms, webhook"
        },
        {
            "by: [email, sms]",
            "by: [email, email]",
            "48: notices[0]: found a second notice by 'email' of the same movement, expected one notice for each movement and channel"
        },
        {
            "text: promoted",
            "text: \"Dear merchant!\"",
            "48: notices[0].text: found 'Dear merchant!', expected a text's name in small letters, digits, - and _, beginning with a letter"
        },
        {
            "held: { kind: category, of: [none, silver, gold] }",
            "held: { kind: category, of: [none, silvr, gold] }",
            "31: heldBefore.tier: found 'held' with the value 'silvr', expected values among gold, silver, none (did you mean 'silver'?)"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesALadderThatCannotBe(string written, string instead, string mistake) =>
        Assert.Equal([$"{Sample.File}:{mistake}"], Sample.With(written, instead).Mistakes.Select(found => found.ToString()));
}
