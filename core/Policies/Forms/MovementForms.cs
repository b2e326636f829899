using TierFunctions.Domain.Evaluation;
using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>What becomes of a store over time, and what a test row says of it.</summary>
internal static class MovementForms
{
    public const int Many = 1200;

    private static readonly Shape Times = new Shape.Whole(1, Many);

    public static Form Incubation { get; } = new("incubation", "a tier for a time such as { tier: silver, months: 6, then: none }",
        new("tier", "the tier that lasts so long", Name, true), new("months", "calendar months", Times, true),
        new("then", "what a store holds that has not risen by then", Name, true));

    public static Form Demotion { get; } = new("demotion", "how a store falls, such as { strikes: 2, steps: 1 }",
        new("strikes", "misses in a row at which a store falls", Times), new("steps", "rungs in one period", Times),
        new("at", "the calendar span with whose last period alone a store falls", WordOf(Words.CalendarSpans)));

    public static Form Promotion { get; } = new("promotion", "how a store rises, such as { steps: 1 }", new Field("steps", "rungs in one period", Times));

    public static Form Grace { get; } = new("grace", "a grace such as { tier: passing, assessments: 1 }",
        new("tier", "the tier that a store holds at least", Name, true), new("assessments", "assessments from the first on", Times));

    public static Form Term { get; } = new("term", "a time such as { months: 6 } or { periods: 2 }", new("months", "calendar months", Times), new("periods", "periods", Times), new("days", "days", Times))
    { OneOf = ["months", "periods", "days"] };

    public static Form Cancellation { get; } = new("cancellation", "a cancellation such as { id: faked-orders, when: { metric: faked_orders, atLeast: 1 } }",
        new("id", "the cancellation's id", Id, true), new("title", "what people read", Wording), new("when", "what shuts the store out", RequirementForms.Any, true),
        new("for", "how long it is out; for good, unless it says otherwise", Of(Term)));

    public static Form Movement { get; } = new("movement", "rules such as { demotion: { strikes: 2 }, incubation: { tier: silver, months: 6, then: none } }",
        new("incubation", "a tier that lasts for a time, or several", new Shape.Either(Of(Incubation), new Shape.Items(Of(Incubation)))),
        new("demotion", "how a store falls", Of(Demotion)),
        new("promotion", "how a store rises", Of(Promotion)),
        new("grace", "what a store holds at least at its first assessments", Of(Grace)),
        new("protection", "how long a tier that was reached is kept", Of(Term)),
        new("validity", "how long a tier is held from the last time that it was earned", Of(Term)),
        new("unjudged", "how long a store keeps its tier that cannot be judged or is not assessed", Of(Term)),
        new("waiting", "how long a store waits that fell out", Of(Term)),
        new("cancellation", "what shuts a store out, for good or for a time", new Shape.Items(Of(Cancellation))));

    public static Form Streak { get; } = new("streak", "periods in a row such as { of: { metric: late_rate, atMost: 2 % } } or { tier: silver }",
        new("of", "the condition that lasts", RequirementForms.Any), new("tier", "the tier that is held", Name))
    { OneOf = ["of", "tier"] };

    public static Form Periods { get; } = new("periods", "periods among the last ones such as { of: { metric: score, atLeast: 90 }, last: 4 } or { tier: silver, last: 4 }",
        new("of", "the condition that is met in them", RequirementForms.Any), new("tier", "the tier that is held in them, or a better one", Name),
        new("last", "how many periods are looked at", new Shape.Whole(2, LastPeriods.Most), true))
    { OneOf = ["of", "tier"] };

    /// <summary>What a store of a test row held before.</summary>
    public static Form Held { get; } = new("held", "a tier, or { tier: silver, since: 2026-03-01 }",
        new("tier", "the tier it held", Name, true), new("since", "the first day it held it", Text),
        new("strikes", "misses in a row so far", new Shape.Whole(0, Many)), new("assessments", "assessments so far", new Shape.Whole(0, Many)),
        new("cancelled", "the id of a cancellation", Id), new("waitsUntil", "the day until which it waits", Text),
        new("valid", "the days until which tiers are held that it earned of late, by tier", new Shape.Named(Name, Text)),
        new("unjudgedUntil", "the day until which it keeps its tier that could not be judged", Text),
        new("interrupted", "the tier that it held, since that day, until it could not be judged", Name),
        new("streaks", "periods in a row, or of the last ones, by metric", new Shape.Named(Name, new Shape.Whole(0, Many))));
}
