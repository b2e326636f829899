using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>What may be asked of a store.</summary>
internal static class RequirementForms
{
    public const string Expected = "a check { metric: …, … }, or all, any, atLeast … of, not, when … then, tier";

    /// <summary>A requirement that may hold others.</summary>
    public static Shape Any { get; } = new Shape.Called("requirement", () => new Shape.Either(
        Some!, Of(Check!), Of(Tier!), Of(Conditional!), Of(Group!))); // never null: asked for once all of them are there

    private static readonly Shape NameOrNames = new Shape.Either(Literal, new Shape.Items(Literal, 1));

    public static Form Given { get; } = new("given", "a least volume such as { metric: orders_90d, atLeast: 20, otherwise: not considered }",
        new("metric", "a declared metric", Name, true),
        new("atLeast", "a number", Literal, true),
        new("otherwise", string.Join(", ", Words.Verdicts.Keys), WordOf(Words.Verdicts), true));

    public static Form Shield { get; } = new("shield", "a count that shields such as { metric: disputes_90d, atMost: 2 }",
        new("metric", "a declared metric", Name, true),
        new("atMost", "a number", Literal, true));

    public static Form Check { get; } = new("check", Expected,
        new("metric", "a declared metric", Name, true),
        new("id", "how evidence speaks of it, once in a tier; otherwise the metric's name", Id),
        new("atLeast", "the limit, which counts itself; for a number also a share such as 90 % of another metric", Literal),
        new("above", "the limit, which must be passed", Literal),
        new("atMost", "the limit, which counts itself", Literal),
        new("below", "the limit, which must not be reached", Literal),
        new("is", "what the reading is", Literal),
        new("isNot", "what the reading is not: a name or several", NameOrNames),
        new("oneOf", "the names of which the reading is one", NameOrNames),
        new("between", "two limits, both inclusive, such as [1, 5]", new Shape.Items(Literal, 2, 2)),
        new("meets", "a declared standard", Name),
        new("whenMissing", "the verdict where there is no reading", WordOf(Words.Verdicts)),
        new("askedOf", "attributes and their values; for all other stores it is not considered", new Shape.Named(Name, NameOrNames, 1)),
        new("given", "the volume from which on it is judged", Of(Given)),
        new("or", "a count that is small enough whatever the metric says", Of(Shield)),
        new("title", "what people read", Wording),
        new("when", "the condition under which it is asked", Any),
        new("advisory", "whether it is shown but never decides", YesNo))
    { OneOf = ["atLeast", "above", "atMost", "below", "is", "isNot", "oneOf", "between", "meets"] };

    public static Form Tier { get; } = new("tier-asked", Expected,
        new("tier", "a tier's name", Name, true),
        new("of", "the ladder it is of; without one, the policy's own", Name));

    public static Form Conditional { get; } = new("conditional", Expected,
        new("when", "the condition under which the rest is asked", Any, true),
        new("then", "what is asked then", Any, true));

    public static Form Group { get; } = new("group", Expected,
        new("all", "everything of these", Some),
        new("any", "one of these", Some),
        new("of", "what some of are asked", Some),
        new("not", "what must not hold", Any),
        new("atLeast", "how many of them", new Shape.Whole(1, MostParts)))
    { OneOf = ["all", "any", "of", "not"], Together = [("of", "atLeast")] };

    /// <summary>No document can hold more.</summary>
    public const int MostParts = 20_000;

    private static Shape Some => new Shape.Items(Any, 1);
}
