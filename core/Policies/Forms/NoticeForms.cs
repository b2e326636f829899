using TierFunctions.Policies.Language;
using static TierFunctions.Policies.Forms.Shapes;

namespace TierFunctions.Policies.Forms;

/// <summary>Who is told what, how, and in which words.</summary>
internal static class NoticeForms
{
    public const int MostDays = 366;

    public const int MostSegments = 10;

    public static Form Notice { get; } = new("notice", "a notice such as { on: promoted, by: [email], text: promoted }",
        new("on", string.Join(", ", Words.Triggers.Keys), WordOf(Words.Triggers), true),
        new("by", "a list of channels", new Shape.Items(new Shape.Word(Words.Channels), 1), true),
        new("to", "who is told: the store, unless it says otherwise", WordOf(Words.Audiences)),
        new("text", "the name of the text", Id, true),
        new("daysBefore", "how many days before the deadline", new Shape.Whole(1, MostDays)),
        new("of", "which deadline: incubation, unless it says otherwise", WordOf(Words.Deadlines)),
        new("steps", "the states of a case that are told of; without it, every one", new Shape.Items(Name, 1)),
        new("tiers", "the tiers of which it is told: of the one that is held then, or, on: at-risk, would be; without it, every one", new Shape.Items(Id, 1)),
        new("transactional", "whether it goes out to those as well who have unsubscribed", YesNo));

    public static Form Text { get; } = new("text", "a text such as { subject: Your new tier, text: … }",
        new("subject", "what it is about, in one line", Wording, true),
        new("text", "what it says, a paragraph a line", Wording, true),
        new("sms", "what it says by sms", Wording),
        new("segments", "segments of an sms, at most", new Shape.Whole(1, MostSegments)));

    public static Shape Texts { get; } = new Shape.Named(Id, Of(Text));
}
