using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>A document of exemptions and operators' decisions.</summary>
internal static class RulingForms
{
    private static readonly Shape Names = new Shape.Items(Name);

    public static Form Recomputed { get; } = new("recomputed", "{ readFrom: another_metric } or { value: 0 }", new("readFrom", "another metric", Name), new("value", "a reading", Literal))
    { OneOf = ["readFrom", "value"] };

    public static Form Exemption { get; } = new("exemption", "an exemption such as { id: port-strike, reason: …, from: 2026-07-01, until: 2026-08-01, … }",
        new("id", "the exemption's id", Id, true),
        new("reason", "why it is granted", Text, true),
        new("timeZone", "the time zone that from and until are told in", Text, true),
        new("from", "the first moment it covers", Text, true),
        new("until", "the first moment it no longer covers: there is no exemption without an end", Text, true),
        new("programmes", "a list of programmes", Names),
        new("stores", "a list of stores", Names),
        new("where", "attributes and their values such as { country: [ES, PT] }", new Shape.Named(Name, new Shape.Either(Literal, Names))),
        new("lifts", "a list of the ids of requirements and bars", Names),
        new("recomputes", "metrics such as { late_orders: { readFrom: late_orders_protected } }", new Shape.Named(Name, Of(Recomputed))));

    public static Form Decision { get; } = new("decision", "a decision such as { id: d1, programme: medals, store: S1, tier: gold, by: …, reason: …, from: …, until: … }",
        new("id", "the decision's id", Id, true),
        new("programme", "the programme", Id, true),
        new("store", "the store's id", Text, true),
        new("by", "who decided", Text, true),
        new("reason", "why", Text, true),
        new("from", "the first day it holds", Text, true),
        new("until", "the first day it no longer holds", Text),
        new("tier", "the tier to hold", Id),
        new("shuts", "a list of tiers", Names),
        new("readmits", "whether the store may enter again", YesNo));

    public static Form Rulings { get; } = new("rulings", "exemptions, decisions or both",
        new("exemptions", "what is lifted or recomputed, for whom and when", new Shape.Items(Of(Exemption))),
        new("decisions", "what operators decided for one store", new Shape.Items(Of(Decision))));
}
