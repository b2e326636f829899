using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Linting;

namespace TierFunctions.Policies.Tests;

public sealed class NoticeTextTests
{
    private const string Notices = "notices: [ { on: promoted, by: [email, sms], text: promoted } ]";

    /// <summary>What stands in place of the sample's notices, and the mistake.</summary>
    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "notices: [ { on: promoted, by: [email], text: promotd } ]", "notices[0].text: found the unknown text 'promotd'" },
        { "notices: [ { on: promoted, by: [email], text: promoted, to: boss } ]", "notices[0].to: found 'boss', expected store, manager" },
        { "notices: [ { on: deadline, by: [email], text: deadline } ]", "notices[0]: found no 'daysBefore', expected daysBefore: how many days before the deadline" },
        { "notices: [ { on: promoted, by: [email], text: promoted, of: protection } ]", "notices[0].of: found 'of' of something that is no deadline, expected on: deadline" },
        { "notices: [ { on: deadline, of: rent, by: [email], text: deadline, daysBefore: 3 } ]", "notices[0].of: found 'rent', expected" },
        { "notices: [ { on: deadline, by: [email], text: deadline, daysBefore: 3 }, { on: deadline, of: waiting, by: [email], text: deadline, daysBefore: 3 } ]", "notices[1]: found the text 'deadline' for two things that can happen in one run" },
        { "notices: [ { on: promoted, by: [email], text: promoted, transactional: yes }, { on: demoted, by: [email], text: promoted } ]", "notices[1]: found the text 'promoted' as transactional and not" },
        { "notices: [ { on: promoted, by: [email], text: promoted, daysBefore: 3 } ]", "notices[0].daysBefore: found 'daysBefore' of something that is no deadline, expected on: deadline" },
        { "notices: [ { on: promoted, by: [email], text: promoted }, { on: demoted, by: [email], text: promoted, to: manager } ]", "notices[1]: found the text 'promoted' for a store and for its account manager" },
        { "notices: [ { on: promoted, by: [email], text: at-risk }, { on: at-risk, by: [email], text: at-risk } ]", "notices[1]: found the text 'at-risk' for two things that can happen in one run" },
        { "texts: { own: { subject: \"Hello {name}\", text: hi } }\nnotices: []", "texts.own.subject: found the unknown variable '{name}', expected variables in braces: store, product, programme" },
        { "texts: { own: { subject: hi, text: { en: ok, zh: \"a } b\" } } }\nnotices: []", "texts.own.text.zh: found a lone '}'" },
        { "texts: { own: { subject: hi, text: \"{store\" } }\nnotices: []", "texts.own.text: found a lone '{'" },
        { "texts: { own: { subject: \"{gap}\", text: hi } }\nnotices: []", "texts.own.subject: found a variable of a requirement" },
        { "texts: { own: { subject: hi, text: hi, segments: 11 } }\nnotices: []", "texts.own.segments: found '11', expected segments of an sms, a whole number from 1 to 10" },
        { "texts: { own: { subject: hi } }\nnotices: []", "texts.own: found no 'text'" },
        { "texts: { Own: { subject: hi, text: hi } }\nnotices: []", "texts.Own: found the text 'Own'" },
        { "notices: [ { on: promoted, by: [email], text: promoted, tiers: [gol] } ]", "notices[0].tiers[0]: found the tier 'gol', expected one of gold, silver, none (did you mean 'gold'?)" },
        { "notices: [ { on: promoted, by: [email], text: promoted, tiers: [gold, silver] }, { on: promoted, by: [email], text: promoted, tiers: [silver] } ]", "notices[1]: found a second notice by 'email' of the same movement" },
        { "notices: [ { on: case-step, by: [email], text: case-step, tiers: [gold] } ]", "notices[0].tiers: found 'tiers' of a step of a case, expected steps: the states that are told of" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesANoticeThatCouldNotBeWritten(string replacement, string mistake) => Assert.Contains(
        Sample.With(Notices, replacement).Mistakes.Select(found => found.ToString()), found => found.Contains(mistake, StringComparison.Ordinal));

    [Fact]
    public void APolicysOwnTextTakesThePlaceOfItsNamesake()
    {
        var policy = Sample.With(Notices, "texts: { promoted: { subject: Up, text: \"{store} rose\", sms: Up!, segments: 1 } }\n" + Notices).Policy;
        Assert.Equal(("Up", "{store} rose", "Up!", 1), policy?.Texts["promoted"] is { } text ? (text.Subject.In("zh"), text.Body.In("en"), text.Sms?.In("en"), text.Segments) : default);
        Assert.Contains("demoted", policy?.Texts.Keys ?? []);
    }

    [Fact]
    public void TwoTiersOfOneMovementCanBeToldApart()
    {
        var read = Sample.With(Notices, "notices: [ { on: promoted, by: [email], text: promoted, tiers: [gold] }, { on: promoted, by: [email], text: held, tiers: [silver, none] } ]");
        Assert.Empty(read.Mistakes);
        Assert.Equal(["gold", "silver none"], read.Policy?.Notices.Select(rule => string.Join(' ', rule.Tiers)));
    }

    [Theory]
    [InlineData("store", true)]
    [InlineData("product", false)]
    public void TheLinterRefusesTheNameOfAProductWhereStoresAreJudged(string subject, bool refused)
    {
        var text = Sample.Text.Replace("subject: store", $"subject: {subject}", StringComparison.Ordinal)
            .Replace(Notices, "texts: { own: { subject: Up, text: Up, sms: { en: \"{store} up\", zh: \"{product} up\" } } }\nnotices: [ { on: promoted, by: [email], text: own } ]", StringComparison.Ordinal);
        Assert.Equal(refused, Linter.Findings(PolicyDocument.Read(Sample.File, text)).Any(finding => finding is { Where: "texts.own", Severity: Severity.Error }));
    }

    [Fact]
    public void ADeadlineSaysWhoseAndHowManyDaysAheadAndTheLinterSeesOneThatNobodyHas()
    {
        var read = Sample.With(Notices, "notices: [ { on: deadline, of: waiting, by: [email], text: deadline-waiting, daysBefore: 3, transactional: yes }, { on: deadline, of: waiting, by: [email], text: deadline-waiting, daysBefore: 9, transactional: yes } ]");
        Assert.Equal([(Domain.Evaluation.DeadlineKind.Waiting, 3, true), (Domain.Evaluation.DeadlineKind.Waiting, 9, true)], read.Policy?.Notices.Select(rule => (rule.Of, rule.DaysBefore ?? 0, rule.IsTransactional)));
        Assert.Contains(Linter.Findings(read), finding => finding.Why.Contains("no store of this policy has a deadline of waiting", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryStandardTextIsThereInBothLanguages()
    {
        var texts = Sample.Read().Policy?.Texts ?? throw new InvalidOperationException("The sample has mistakes.");
        foreach (var name in Enum.GetValues<NoticeTrigger>().Select(trigger => trigger switch { NoticeTrigger.AtRisk => "at-risk", NoticeTrigger.CaseStep => "case-step", _ => trigger.ToString().ToLowerInvariant() }))
        {
            var text = texts[name];
            foreach (var wording in new[] { text.Subject, text.Body }) Assert.Superset(new HashSet<string> { "en", "zh" }, wording.ByLanguage.Keys.ToHashSet());
        }
    }

    [Fact]
    public void TheLinterSeesATextThatNobodySaysAndALanguageThatIsMissing()
    {
        var findings = Linter.Findings(Sample.With(Notices, "texts: { own: { subject: Up, text: Up } }\n" + Notices)).Select(finding => finding.Why).ToList();
        Assert.Contains("no notice says it", findings);
        Assert.Contains("there is none in 'zh': its readers get another language", findings);
    }

    [Fact]
    public void ALineThatHasNothingToSayIsLeftOutAndOneOfARequirementIsRepeated()
    {
        Dictionary<string, string> values = new() { ["store"] = "{tier}", ["tier"] = "Gold" };
        Dictionary<string, string>[] requirements = [new() { ["requirement"] = "Sales", ["gap"] = "5 more" }, new() { ["requirement"] = "Stars" }];
        Assert.Equal(
            ["{tier} is Gold", "- Sales", "- Stars", "Sales: 5 more"],
            Template.Fill("{store} is {tier}\n\nBefore {from-tier}\n- {requirement}\n{requirement}: {gap}", values, requirements));
    }

    [Fact]
    public void WhatAnnouncesRequirementsGoesWhereThereAreNone() =>
        Assert.Equal(["Hello", "Bye"], Template.Fill("Hello\nStill missing:\n- {requirement}\nBye", new Dictionary<string, string>(), []));
}
