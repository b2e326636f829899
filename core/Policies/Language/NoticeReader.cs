using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// Who is told what, and how: <c>{ on: promoted, by: [email, sms], text: promoted }</c>, to an account manager with
/// <c>to: manager</c>. Each channel is a notice of its own.
/// </summary>
/// <param name="states">The states of the policy's cases; none where it has none.</param>
/// <param name="tiers">The names of the policy's tiers, the default one among them.</param>
internal sealed class NoticeReader(IReadOnlyDictionary<string, NoticeText> texts, IReadOnlyList<string> states, IReadOnlyList<string> tiers)
{
    public IReadOnlyList<NoticeRule> ReadAll(Cursor? cursor)
    {
        var rules = new List<NoticeRule>();
        foreach (var item in cursor?.List("a list of notices") ?? [])
        {
            foreach (var rule in Read(item))
            {
                if (rules.Exists(other => other.On == rule.On && other.Channel == rule.Channel && other.To == rule.To && other.DaysBefore == rule.DaysBefore && other.Of == rule.Of && Share(other.Steps, rule.Steps) && Share(other.Tiers, rule.Tiers)))
                    item.Mistake($"a second notice by '{rule.Channel}' of the same movement", "one notice for each movement and channel");
                if (rules.Exists(other => other.Channel == rule.Channel && other.Text == rule.Text && CanMeet(other, rule)))
                    item.Mistake($"the text '{rule.Text}' for two things that can happen in one run", "a text of its own for each of them");
                if (rules.Exists(other => other.Channel == rule.Channel && other.Text == rule.Text && other.IsTransactional != rule.IsTransactional))
                    item.Mistake($"the text '{rule.Text}' as transactional and not", "a text of its own for each of them");
                // A notice is known by its text: two people cannot be owed the same one.
                if (rules.Exists(other => other.Channel == rule.Channel && other.Text == rule.Text && other.To != rule.To))
                    item.Mistake($"the text '{rule.Text}' for a store and for its account manager", "a text of its own for each of them");
                rules.Add(rule);
            }
        }
        return rules;
    }

    private IEnumerable<NoticeRule> Read(Cursor cursor)
    {
        if (cursor.Block(NoticeForms.Notice) is not { } fields) return [];
        var trigger = fields.Require("on")?.Choice(Words.Triggers);
        var channels = fields.Require("by") is { } by ? ChannelsOf(by) : [];
        var audience = fields.Find("to")?.Choice(Words.Audiences) ?? Audience.Store;
        var text = TextOf(fields.Require("text"));
        var before = fields.Find("daysBefore");
        var days = before?.Whole("days before the deadline", 1, NoticeForms.MostDays);
        if (trigger is NoticeTrigger.Deadline && before is null) cursor.Mistake("no 'daysBefore'", "daysBefore: how many days before the deadline");
        if (trigger is not (null or NoticeTrigger.Deadline) && before is not null) before.Mistake("'daysBefore' of something that is no deadline", "on: deadline");
        var of = fields.Find("of");
        var deadline = of?.Choice(Words.Deadlines) ?? DeadlineKind.Incubation;
        if (trigger is not (null or NoticeTrigger.Deadline) && of is not null) of.Mistake("'of' of something that is no deadline", "on: deadline");
        var steps = fields.Find("steps");
        var told = steps is null ? [] : StepsOf(steps);
        if (trigger is not (null or NoticeTrigger.CaseStep) && steps is not null) steps.Mistake("'steps' of something that is no step of a case", "on: case-step");
        if (trigger is NoticeTrigger.CaseStep && states.Count == 0) cursor.Mistake("a step of a case in a policy without cases", "cases: how people decide on stores");
        var about = fields.Find("tiers");
        var named = about is null ? [] : TiersOf(about);
        if (trigger is NoticeTrigger.CaseStep) about?.Mistake("'tiers' of a step of a case", "steps: the states that are told of");
        var transactional = fields.Find("transactional")?.YesOrNo() ?? false;
        fields.RefuseOthers();
        return trigger is { } on && text is not null ? channels.Select(channel => new NoticeRule(on, channel, text, audience, days) { Of = deadline, Steps = told, Tiers = named, IsTransactional = transactional }) : [];
    }

    /// <summary>A store moves once in a run; what else makes a notice owed may come on top.</summary>
    private static bool CanMeet(NoticeRule one, NoticeRule other) => !(IsMovement(one.On) && IsMovement(other.On)) && (one.On != other.On || one.Of != other.Of);

    /// <summary>Whether two rules can be owed for the same thing, by the steps or tiers that they name: none stand for all.</summary>
    private static bool Share(IReadOnlyList<string> one, IReadOnlyList<string> other) => one.Count == 0 || other.Count == 0 || one.Intersect(other, StringComparer.Ordinal).Any();

    private static bool IsMovement(NoticeTrigger trigger) =>
        trigger is NoticeTrigger.Placed or NoticeTrigger.Promoted or NoticeTrigger.Held or NoticeTrigger.Demoted or NoticeTrigger.Corrected;

    private string? TextOf(Cursor? cursor)
    {
        if (cursor?.Id("a text's name") is not { } name) return null;
        if (texts.ContainsKey(name)) return name;
        cursor.Mistake($"the unknown text '{name}'", $"one of {string.Join(", ", texts.Keys.Order(StringComparer.Ordinal))}, or one declared under texts{CloseName.To(name, texts.Keys)}");
        return null;
    }

    private string[] StepsOf(Cursor cursor)
    {
        var told = new List<string>();
        foreach (var item in cursor.List("a list of the states of a case") ?? [])
        {
            if (item.Text("a state of a case") is not { } state) continue;
            if (states.Contains(state, StringComparer.Ordinal)) told.Add(state);
            else item.Mistake($"'{state}'", states.Count == 0 ? "a state: this policy has no cases" : $"one of {string.Join(", ", states)}{CloseName.To(state, states)}");
        }
        return [.. told];
    }

    private string[] TiersOf(Cursor cursor)
    {
        var named = new List<string>();
        foreach (var item in cursor.List("a list of the policy's tiers") ?? [])
        {
            if (item.Text("a tier") is not { } tier) continue;
            if (tiers.Contains(tier, StringComparer.Ordinal)) named.Add(tier);
            else item.Mistake($"the tier '{tier}'", $"one of {string.Join(", ", tiers)}{CloseName.To(tier, tiers)}");
        }
        return [.. named];
    }

    private static List<string> ChannelsOf(Cursor cursor)
    {
        var expected = string.Join(", ", Words.Channels);
        if (cursor.List($"a list of {expected}") is not { } items) return [];
        if (items.Count == 0) cursor.Mistake("an empty list", $"at least one of {expected}");
        var channels = new List<string>();
        foreach (var item in items)
        {
            if (item.Text(expected) is not { } channel) continue;
            if (Words.Channels.Contains(channel, StringComparer.Ordinal)) channels.Add(channel);
            else item.Mistake(expected + CloseName.To(channel, Words.Channels));
        }
        return channels;
    }
}
