using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>What a store is told, and how: <c>{ on: promoted, by: [email, sms], text: promoted }</c>. Each channel is a notice of its own.</summary>
internal static class NoticeReader
{
    public static IReadOnlyList<NoticeRule> ReadAll(Cursor? cursor)
    {
        var rules = new List<NoticeRule>();
        foreach (var item in cursor?.List("a list of notices") ?? [])
        {
            foreach (var rule in Read(item))
            {
                if (rules.Exists(other => other.On == rule.On && other.Channel == rule.Channel))
                    item.Mistake($"a second notice by '{rule.Channel}' of the same movement", "one notice for each movement and channel");
                rules.Add(rule);
            }
        }
        return rules;
    }

    private static IEnumerable<NoticeRule> Read(Cursor cursor)
    {
        if (cursor.Block("a notice such as { on: promoted, by: [email], text: promoted }") is not { } fields) return [];
        var movement = fields.Require("on", string.Join(", ", Words.Movements.Keys))?.Choice(Words.Movements);
        var channels = fields.Require("by", "a list of channels") is { } by ? ChannelsOf(by) : [];
        var template = fields.Require("text", "the template of the text")?.Id("a template's name");
        fields.RefuseOthers();
        return movement is { } on && template is not null ? channels.Select(channel => new NoticeRule(on, channel, template)) : [];
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
