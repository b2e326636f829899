using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
using TierFunctions.Pages.Words.Site;
using TierFunctions.Pipeline.Simulate;

namespace TierFunctions.Pages.Simulations;

/// <summary>What a reader calls the things that a simulation names by their ids. What the draft does not know, such as a tier of the stored policy alone, keeps its id.</summary>
public sealed class DraftNames(Policy draft, PageWords say)
{
    private readonly Phrases phrases = new(draft, say.Language);

    public string Tier(string? name) => name is null ? "-" : draft.FindTier(name) is { } tier ? say.In(tier.Title) : name;

    public string Requirement(string metric) => phrases.TitleOf(metric);

    public string Entitlement(SimulatedEntitlement one) => draft.Entitlements.FirstOrDefault(entitlement => entitlement.Id == one.Id) is { } known ? say.In(known.Title) : one.Title;

    public string Status(string word) => say.Of(Pipeline.Runs.Words.Read<Status>(word));

    public string Notice(SimulatedNotice notice) => $"{say.Of(Pipeline.Runs.Words.Read<NoticeTrigger>(notice.On))}, {notice.Channel}: {notice.Text}";
}
