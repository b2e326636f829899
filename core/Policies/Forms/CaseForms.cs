using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>How people decide on stores that a screening has found.</summary>
internal static class CaseForms
{
    /// <summary>The longest time and the furthest score.</summary>
    public const int Many = 3650;

    private static readonly Shape Length = new Shape.Whole(1, Many);

    private static readonly Shape Titles = new Shape.Named(Id, Wording, 1);

    public static Form Time { get; } = new("case-time", "a time such as { days: 5 } or { months: 1 }", new("days", "days from the one on which it was entered", Length), new("months", "calendar months from that day", Length))
    { OneOf = ["days", "months"] };

    public static Form State { get; } = new("case-state", "a state such as { to: [assigned], within: { days: 5 } }",
        new("title", "what people read", Wording),
        new("to", "where a case may go from here: a list of states, or the roles that may take the step by state",
            new Shape.Either(new Shape.Items(Name), new Shape.Named(Name, new Shape.Items(WordOf(Words.CaseRoles))))),
        new("within", "how long a case may stay until it is overdue", Of(Time)),
        new("needs", "what a case must have before it comes here", new Shape.Items(WordOf(Words.CaseNeeds))),
        new("how", "the ways of coming here, of which one is to be said", Titles));

    public static Form Strength { get; } = new("case-strength", "a strength such as { range: [0, 100], least: 60 }",
        new("title", "what people read", Wording),
        new("range", "the lowest and the highest score", new Shape.Items(new Shape.Number(-Many, Many), 2, 2), true),
        new("least", "the score that a state which needs the strengths asks at least", new Shape.Number(-Many, Many)));

    public static Form Cases { get; } = new("cases", "a procedure such as { opens: …, states: { screened: { to: [assigned] }, … } }",
        new("opens", "what a store must meet to be given a case", RequirementForms.Any, true),
        new("states", "the states of a case by name; a case begins in the first", new Shape.Named(Id, Of(State), 1), true),
        new("strengths", "what a person scores, by name", new Shape.Named(Id, Of(Strength), 1)),
        new("materials", "the papers that are asked for, by name", Titles),
        new("reopens", "the states after which a later screening gives the store another case", new Shape.Items(Name)));
}
