using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>A whole policy, and the smaller blocks of it.</summary>
internal static class PolicyForms
{
    /// <summary>A number of rows may grow many times over; a share of rows cannot exceed 1.</summary>
    public const decimal MostChange = 1000;

    public static Form Effective { get; } = new("effective", "{ from: 2026-Q3 }", new Field("from", "the first period it judges", Period, true));

    public static Form LookBack { get; } = new("look-back", "a time such as { days: 90 }", new Field("days", "days before the period's end", new Shape.Whole(1, 3660), true));

    public static Form HeldBefore { get; } = new("held-before", "metrics such as { tier: previous_tier, since: silver_since }",
        new("tier", "a declared category of tiers", Name, true), new("since", "a declared date", Name));

    public static Form Bar { get; } = new("bar", "a bar such as { id: ip-points, when: { metric: ip_points, atLeast: 18 }, shuts: all }",
        new("id", "the bar's id", Id, true), new("title", "what people read", Wording), new("when", "what brings the bar down", RequirementForms.Any, true),
        new("shuts", "all, or a list of tiers", new Shape.Either(new Shape.Word(["all"]), new Shape.Items(Name, 1)), true));

    public static Form NotAssessed { get; } = new("not-assessed", "a reason such as { id: too-new, when: { metric: age, below: 90 } }",
        new("id", "the reason's id", Id, true), new("title", "what people read", Wording), new("when", "when it applies", RequirementForms.Any, true));

    /// <summary>A tier of a ladder, from the highest down.</summary>
    public static Form Tier { get; } = TierThat("tier", "requires");

    /// <summary>A tier below the default one, which is proven rather than missed.</summary>
    public static Form TierBelow { get; } = TierThat("tier-below", "when");

    public static Form Otherwise { get; } = new("otherwise", "a name for holding no tier, such as none, or { tier: none, title: … }",
        new("tier", "a name for holding no tier", Id, true), new("title", "what people read", Wording));

    public static Form SideLadder { get; } = new("ladder", "a ladder such as { tiers: [ { tier: A, requires: … } ], otherwise: B }",
        new("title", "what people read", Wording),
        new("tiers", "a list of tiers, highest first", new Shape.Items(Of(Tier), 1), true),
        new("otherwise", "what a store holds of it that earns no tier", NoTier(), true));

    public static Form Time { get; } = new("time", "a time such as { months: 6 } or { days: 90 }",
        new("months", "calendar months", new Shape.Whole(1, 1200)), new("days", "days", new Shape.Whole(1, 3660))) { OneOf = ["months", "days"] };

    public static Form Worth { get; } = new("worth", "what it comes to, such as { share: 50 %, of: fee_paid }, { amount: 100, currency: USD } or { share: 8 % }",
        new("share", "a share, or a rate such as that of a commission", Number), new("of", "the metric that it is a share of; all of it where no share is said", Name),
        new("amount", "a sum that is the same for every store", Number), new("currency", "the sum's currency", new Shape.Text("^[A-Z]{3}$")))
    { Together = [("amount", "currency")] };

    public static Form Entitlement { get; } = new("entitlement", "an entitlement such as { title: Window reward }",
        new("title", "what people call it", Wording, true), new("terms", "its terms, as people read them", Wording),
        new("while", "the requirement during which alone it is given", RequirementForms.Any),
        new("for", "how long it is given from the day the tier was first held", Of(Time)),
        new("worth", "what it comes to in figures", Of(Worth)),
        new("newHoldersOnly", "whether only stores that rose to the tier are given it", YesNo));

    public static Form Quarantined { get; } = Shares("quarantined", 1);

    public static Form RowsChange { get; } = Shares("rows-change", MostChange);

    public static Form Gate { get; } = new("gate", "limits such as { quarantined: { warn: 1 %, stop: 5 % } }",
        new("quarantined", "the share of refused rows", Of(Quarantined)), new("rowsChange", "the change in the number of rows", Of(RowsChange)),
        new("mostMoved", "the most stores, as a share, that the next version may move without somebody answering for it", new Shape.Number(0, 1)));

    public static Form Test { get; } = new("test", "a row such as { name: at the limit, readings: { orders: 100 }, expect: gold }",
        new("name", "what the row shows", Text, true),
        new("readings", "readings by metric", new Shape.Named(Name, Literal), true),
        new("peers", "what peers showed by metric, such as { sales: { p90: 30000, mean: 12000 } }", new Shape.Named(Name, new Shape.Named(Name, Number))),
        new("before", "the tier held before, or what was held and counted", new Shape.Either(Name, Of(MovementForms.Held))),
        new("period", "the period to judge; otherwise the first", Period),
        new("expect", "a tier, or one of not eligible, not assessed, not evaluable", Text, true),
        new("earned", "the tier earned, where rules of movement give another", Name),
        new("by", string.Join(", ", Words.MovedBy.Keys), WordOf(Words.MovedBy)),
        new("because", "the ids that decide, all and only those", new Shape.Items(Text)),
        new("ladders", "tiers by ladder", new Shape.Named(Name, Text)));

    /// <summary>A document beside a policy that holds more of its test rows.</summary>
    public static Form TestRows { get; } = new("test-rows", "test rows: tests: [ … ]", new Field("tests", "rows that prove the policy", new Shape.Items(Of(Test)), true));

    public static Form Policy { get; } = new("policy", "a policy: programme, version, tiers …",
        new("programme", "the programme's name", Id, true),
        new("version", "what this version is called", new Shape.Text("^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$"), true),
        new("title", "what people call the programme", Wording, true),
        new("cadence", string.Join(", ", Words.Cadences.Keys), WordOf(Words.Cadences), true),
        new("effective", "{ from: 2026-Q3 }", Of(Effective), true),
        new("timeZone", "the marketplace's time zone", new Shape.Text("^(UTC|[A-Za-z][A-Za-z0-9_+-]*/[A-Za-z0-9/_+-]+)$"), true),
        new("lookBack", "the days before the period's end that readings cover", Of(LookBack)),
        new("subject", "store or product", WordOf(Words.Subjects), true),
        new("metrics", "the metrics that stores are judged by", new Shape.Named(Id, MetricForms.Metric, 1), true),
        new("population", "who is judged at all; everyone else is not eligible", RequirementForms.Any),
        new("peers", "whom stores are compared with", Of(StandardForms.Peers)),
        new("standards", "limits with a name", new Shape.Named(Id, Of(StandardForms.Standard))),
        new("heldBefore", "the metrics that say what a store held before its first assessment, and since when", Of(HeldBefore)),
        new("bars", "violations that shut tiers whatever the readings say", new Shape.Items(Of(Bar))),
        new("notAssessed", "reasons not to judge a store of the population", new Shape.Items(Of(NotAssessed))),
        new("ladders", "other ladders whose tiers requirements may ask for, by name", new Shape.Named(Id, Of(SideLadder))),
        new("tiers", "a list of tiers, highest first", new Shape.Items(Of(Tier), 1), true),
        new("otherwise", "what a store holds that earns no tier, such as none", NoTier(), true),
        new("below", "tiers under the default one, highest first, which are proven rather than missed", new Shape.Items(Of(TierBelow), 1)),
        new("movement", "rules of what becomes of a store over time", Of(MovementForms.Movement)),
        new("cases", "how people decide on stores that a screening finds", Of(CaseForms.Cases)),
        new("entitlements", "what tiers give, by id", new Shape.Named(Id, Of(Entitlement))),
        new("notices", "what stores are told, and how", new Shape.Items(Of(NoticeForms.Notice))),
        new("texts", "the texts of notices by name, besides the standard ones", NoticeForms.Texts),
        new("gate", "when inputs look wrong", Of(Gate)),
        new("tests", "rows that prove the policy", new Shape.Items(Of(Test))));

    private static Shape.Either NoTier() => new(Id, Of(Otherwise));

    private static Form TierThat(string name, string asks) => new(name, $"a tier such as {{ tier: gold, {asks}: […], grants: […] }}",
        new("tier", "the tier's name", Id, true), new("title", "what people read", Wording), new(asks, "what the tier asks", RequirementForms.Any, true),
        new("grants", "a list of entitlements", new Shape.Items(Name)));

    private static Form Shares(string name, decimal most) => new(name, "two shares such as { warn: 1 %, stop: 5 % }",
        new("warn", "the share from which a run warns", new Shape.Number(0, most)), new("stop", "the share from which a run stops", new Shape.Number(0, most)));
}
