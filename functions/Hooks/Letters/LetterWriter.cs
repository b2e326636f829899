using TierFunctions.Domain.Programmes;
using TierFunctions.Hooks.Sms;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Hooks.Letters;

/// <summary>Writes letters from the stored outcomes that notices are about, with the texts of the policy that judged.</summary>
public sealed class LetterWriter(IRuns runs, IOutcomes outcomes, RunPlans plans, LetterOptions options) : ILetters
{
    public async Task<Letter> WriteAsync(string id, string channel, Contact to, IReadOnlyList<Notice> about, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(about[0].Run, cancellationToken) ?? throw new UnwritableLetterException("unknown-run");
        var plan = await plans.OfAsync(run.Key, cancellationToken);
        var ordered = about.OrderBy(notice => notice.Key.ToString(), StringComparer.Ordinal).ToList();
        var explained = new List<(Notice Notice, Explanation Explanation)>();
        foreach (var notice in ordered)
        {
            var outcome = await outcomes.FindAsync(notice.Run, notice.Store, cancellationToken) ?? throw new UnwritableLetterException("unknown-outcome");
            var previous = run.Previous is { } before ? await outcomes.FindAsync(before, notice.Store, cancellationToken) : null;
            explained.Add((notice, ExplainStoreHandler.Explain(run, plan, outcome, previous)));
        }
        var letter = new Letter { Id = id, Channel = channel, To = to, About = ordered, At = run.CompletedAt ?? run.CreatedAt, Language = LanguageOf(to), Text = "" };
        return channel switch
        {
            Contact.Email => Mail(letter, [.. explained.Select(one => Filled(one.Notice, one.Explanation, letter))]),
            Contact.Sms => letter with { Text = Sms(letter, explained) },
            Contact.Webhook => letter with { Text = EventJson.Write(letter, explained[0].Explanation, options.Source) },
            _ => throw new UnwritableLetterException("unknown-channel"),
        };
    }

    private Letter Mail(Letter letter, IReadOnlyList<Section> sections)
    {
        var unsubscribe = options.UnsubscribeOf(letter.To, letter.Channel);
        var title = sections.Count == 1 ? sections[0].Title : MailText.DigestTitle(sections.Count, letter.Language);
        return letter with
        {
            Subject = title,
            Text = MailText.Plain(sections, unsubscribe, letter.Language),
            Html = MailText.Html(title, sections, unsubscribe, letter.Language),
            Unsubscribe = unsubscribe,
        };
    }

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
        explanation.Plan.Policy.Texts.GetValueOrDefault(notice.Template) ?? throw new UnwritableLetterException("unknown-text");

    /// <summary>The language that texts are looked up by: the tag without what narrows it.</summary>
    private static string LanguageOf(Contact to) => to.Language.Split('-')[0];
}

/// <summary>One notice's part of a mail.</summary>
/// <param name="Link">The address among the lines that leads to the store's page; null where there is none.</param>
internal sealed record Section(string Title, IReadOnlyList<string> Lines, string? Link);
