using TierFunctions.Domain.Evaluation;

namespace TierFunctions.Domain.Programmes;

/// <summary>What makes a notice owed.</summary>
public enum NoticeTrigger
{
    Placed,
    Promoted,
    Held,
    Demoted,

    /// <summary>A revision of a period gave a store another tier than it was told.</summary>
    Corrected,

    /// <summary>Judged by today's readings the store would fall.</summary>
    AtRisk,

    /// <summary>A time that the standing carries is about to end; see <see cref="DeadlineKind"/>.</summary>
    Deadline,

    /// <summary>A case about the store moved on.</summary>
    CaseStep,
}

/// <summary>Who is told.</summary>
public enum Audience
{
    Store,

    /// <summary>The store's account manager.</summary>
    Manager,
}

/// <summary>A notice owed when something happens to a store. Each channel is a notice of its own.</summary>
/// <param name="Text">The text to send; see <see cref="Policy.Texts"/>.</param>
/// <param name="DaysBefore">How many days before a deadline; null for other triggers.</param>
public sealed record NoticeRule(NoticeTrigger On, string Channel, string Text, Audience To = Audience.Store, int? DaysBefore = null)
{
    /// <summary>Which deadline; of no meaning for other triggers.</summary>
    public DeadlineKind Of { get; init; }

    /// <summary>The states of a case that are told of when one comes to them; empty for every one. Of no meaning for other triggers.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The tiers of which it is owed to whoever comes to hold one, or would; empty for every one.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>Whether it is owed to whoever comes to hold a tier.</summary>
    public bool IsAbout(Tier tier) => Tiers.Count == 0 || Tiers.Contains(tier.Name, StringComparer.Ordinal);

    /// <summary>Whether it goes out to those as well who have unsubscribed, because it is owed to them by contract or law.</summary>
    public bool IsTransactional { get; init; }

    public static NoticeTrigger TriggerOf(Movement movement) => movement switch
    {
        Movement.Placed => NoticeTrigger.Placed,
        Movement.Promoted => NoticeTrigger.Promoted,
        Movement.Held => NoticeTrigger.Held,
        Movement.Demoted => NoticeTrigger.Demoted,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A text of a notice, by language.</summary>
/// <param name="Body">A paragraph a line; one that begins with a hyphen and a blank is an item of a list.</param>
/// <param name="Sms">What goes out by sms; null for the subject.</param>
/// <param name="Segments">The most segments that an sms may take.</param>
public sealed record NoticeText(string Name, Wording Subject, Wording Body, Wording? Sms = null, int Segments = 2);
