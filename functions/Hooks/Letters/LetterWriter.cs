using TierFunctions.Domain.Programmes;
using TierFunctions.Hooks.Sms;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks.Letters;

/// <summary>Writes letters from the outcomes and readings that notices are about, with the texts of the policy that judged.</summary>
public sealed class LetterWriter(WhatIsBehind behind, LetterOptions options, SmsPrices prices) : ILetters
{
    public async Task<Letter> WriteAsync(string id, string channel, Contact to, IReadOnlyList<Notice> about, CancellationToken cancellationToken)
    {
        var ordered = about.OrderBy(notice => notice.Key.ToString(), StringComparer.Ordinal).ToList();
        var explained = new List<(Notice Notice, Explanation Explanation)>();
        foreach (var notice in ordered) explained.Add((notice, await behind.OfAsync(notice, cancellationToken)));
        var at = explained.Max(one => one.Notice.Occasion?.At ?? one.Explanation.Run?.CompletedAt ?? one.Explanation.Run?.CreatedAt) ?? default; // a run's notice has its run
        var letter = new Letter { Id = id, Channel = channel, To = to, About = ordered, At = at, Language = LanguageOf(to), Text = "" };
        return channel switch
        {
            Contact.Email => Mail(letter, KindOf(explained), [.. explained.Select(one => Filled(one.Notice, one.Explanation, letter))]),
            Contact.Sms => Priced(letter with { Text = Sms(letter, explained) }),
            Contact.Webhook => letter with { Text = EventJson.Write(letter, explained[0].Explanation, options.Source) },
            _ => throw new UnwritableLetterException("unknown-channel"),
        };
    }

    private Letter Priced(Letter letter) => letter with { Cost = prices.Of(letter.To.Phone, letter.Text) };

    private Letter Mail(Letter letter, string? kind, IReadOnlyList<Section> sections)
    {
        var unsubscribe = kind is null ? null : options.UnsubscribeOf(letter.To, letter.Channel, kind);
        var title = sections.Count == 1 ? sections[0].Title : MailText.DigestTitle(sections.Count, letter.Language);
        return letter with
        {
            Subject = title,
            Text = MailText.Plain(sections, unsubscribe, letter.Language),
            Html = MailText.Html(title, sections, unsubscribe, letter.Language),
            Unsubscribe = unsubscribe,
        };
    }

    /// <summary>What the letter's reader can end: the kind of its notices, or all where there are several kinds; null where none can be ended.</summary>
    private static string? KindOf(IReadOnlyList<(Notice Notice, Explanation Explanation)> explained) =>
        explained.Where(one => !one.Notice.IsTransactionalIn(one.Explanation.Plan.Policy)).Select(one => one.Notice.Movement).Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => null,
            [var only] => only,
            _ => Contact.Everything,
        };

    private string Sms(Letter letter, List<(Notice Notice, Explanation Explanation)> explained)
    {
        var (notice, explanation) = explained[0];
        var text = TextOf(notice, explanation);
        var facts = FactsOf(notice, explanation, letter);
        var lines = Template.Fill((text.Sms ?? text.Subject).In(letter.Language), facts.Values, facts.Requirements);
        if (explained.Count > 1) lines = [MailText.DigestTitle(explained.Count, letter.Language), .. lines.Where(line => line.StartsWith("https://", StringComparison.Ordinal))];
        return SmsText.Fit(lines, text.Segments) is { Length: > 0 } fitting ? fitting : throw new UnwritableLetterException("nothing-to-say");
    }

    private Section Filled(Notice notice, Explanation explanation, Letter letter)
    {
        var text = TextOf(notice, explanation);
        var facts = FactsOf(notice, explanation, letter);
        var title = Template.Fill(text.Subject.In(letter.Language), facts.Values, []);
        var lines = Template.Fill(text.Body.In(letter.Language), facts.Values, facts.Requirements);
        return lines.Count == 0
            ? throw new UnwritableLetterException("nothing-to-say")
            : new Section(title is [var line, ..] ? line : explanation.Plan.Policy.Title.In(letter.Language), lines, facts.Values.GetValueOrDefault("link"));
    }

    private NoticeFacts FactsOf(Notice notice, Explanation explanation, Letter letter) => NoticeFacts.Of(notice, explanation, letter.To, letter.Language, options);

    private static NoticeText TextOf(Notice notice, Explanation explanation) =>
        explanation.Plan.Policy.Texts.GetValueOrDefault(notice.Text) ?? throw new UnwritableLetterException("unknown-text");

    /// <summary>The language that texts are looked up by: the tag without what narrows it.</summary>
    private static string LanguageOf(Contact to) => to.Language.Split('-')[0];
}

/// <summary>One notice's part of a mail.</summary>
/// <param name="Link">The address among the lines that leads to the store's page; null where there is none.</param>
internal sealed record Section(string Title, IReadOnlyList<string> Lines, string? Link);
