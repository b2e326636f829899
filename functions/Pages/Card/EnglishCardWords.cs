using System.Diagnostics;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Card;

internal sealed class EnglishCardWords : CardWords
{
    public override string Language => "en";
    public override string LanguageName => "English";
    public override string Card => "Store card";
    public override string LanguageChoice => "Language";
    public override string YourTier => "Your tier";
    public override string Programmes => "Programmes";
    public override string Period => "Assessed period";
    public override string HeldSince => "Held since";
    public override string Before => "Before";
    public override string NextAssessment => "Next assessment";
    public override string Readings => "Readings of";
    public override string WhatToDo => "What to do next";
    public override string AtTheTop => "You hold the highest tier. Stay at or beyond its limits to keep it.";
    public override string NothingMissing => "All that the next tier asks is met.";
    public override string YourReadings => "Your readings";
    public override string HowToRead => "What needs most attention comes first. The diamond is your store. The box holds the middle half of the stores you are compared with, the stroke in it is their median, and the line reaches from the 5th to the 95th percentile. Dots are limits of tiers. In the shaded part the next tier's requirement is met.";
    public override string You => "you";
    public override string Missing => "no reading";
    public override string Another => "another";
    public override string NoBenchmark => "no limit: nobody to compare with";
    public override string SetByThePolicy => "set by the rules";
    public override string Marketplace => "the whole marketplace";
    public override string TheNumbers => "The same as a table";
    public override string Requirement => "Requirement";
    public override string Asked => "Asked";
    public override string From => "Limit from";
    public override string Result => "Result";
    public override string Tier => "Tier";
    public override string Product => "Product";
    public override string WorstFirst => "Your products that miss something, the worst first";
    public override string NoProductMisses => "None of your products misses anything.";
    public override string Bars => "Violations that shut tiers";
    public override string NoBar => "None applies to your store.";
    public override string Entitlements => "What your tier gives you";
    public override string NoEntitlement => "Nothing comes with this tier.";
    public override string History => "History";
    public override string OnePeriod => "This is the first period on record.";
    public override string NoSingleChange => "no change of a single reading would do";
    public override string NotTogether => "Together these do not suffice: what helps one requirement costs another.";
    public override string LowerIsBetter => "lower is better";
    public override string HigherIsBetter => "higher is better";

    public override string Refused(int status) => status switch
    {
        401 => "This page needs a link or somebody who is signed in",
        403 => "This page is not open to you",
        404 => "There is no such page",
        410 => "This link is no longer valid",
        429 => "Too many requests: please wait a moment",
        >= 500 => "Something went wrong here",
        _ => "This cannot be done",
    };

    public override string ProductsJudged(long products, string period) => $"{Figures.Count(products)} {(products == 1 ? "product" : "products")} of your store in {period}";

    public override string MoreProducts(long products) => $"{Figures.Count(products)} more {(products == 1 ? "product misses" : "products miss")} something.";

    public override string Of(Status status) => status switch
    {
        Status.Assessed => "assessed",
        Status.NotEligible => "not in this programme",
        Status.NotEvaluable => "cannot be judged",
        Status.Failed => "judging failed",
        Status.NotAssessed => "not judged in this period",
        _ => throw new UnreachableException(),
    };

    public override string ToReach(string tier) => $"To reach {tier}:";

    public override string ShutBy(string bar) => $"Shut by a violation: {bar}. No reading helps against it.";

    public override string Shuts(string tiers) => $"shuts {tiers}";

    public override string ReadingMissing(string asked) => $"your reading is missing; asked: {asked}";

    public override string Change(string amount, bool upwards, string from, string to) => $"{amount} {(upwards ? "more" : "less")} ({from} → {to})";

    public override string Keeping(string others) => $", with {others} as now";

    public override string Instead(string asked) => $"asked: {asked}";

    public override string PartsOf(string numerator, string denominator) => $"{numerator} of {denominator}";

    public override string Percentile(Limit limit, string group, int stores) => $"{Place(limit)} of {group}, {Figures.Count(stores)} {(stores == 1 ? "store" : "stores")}";

    public override string Given(DateOnly from, DateOnly? until) => until is { } day ? $"from {Figures.Day(from)} until {Figures.Day(day)}" : $"from {Figures.Day(from)}";

    public override string Withheld(Withholding because, DateOnly? endedOn) => because switch
    {
        Withholding.TermsMissed => "Not given: its terms are not met.",
        Withholding.TermsNotEvaluable => "Not given: a reading that its terms need is missing.",
        Withholding.NotNewHolder => "Not given: it is for stores that rose to the tier.",
        Withholding.SinceUnknown => "Not given: it is not known since when you have held the tier.",
        Withholding.Ended => $"Ended on {(endedOn is { } day ? Figures.Day(day) : "an earlier day")}.",
        _ => throw new UnreachableException(),
    };

    public override string ForDays(int days) => days == 1 ? "for 1 day" : $"for {Figures.Count(days)} days";

    public override string ForMonths(int months) => months == 1 ? "for 1 month" : $"for {Figures.Count(months)} months";

    public override string Because(MovedBy rule, string earned, DateOnly? until) => $"Your readings alone earn {earned}. " + rule switch
    {
        MovedBy.Strike => "You keep your tier for now: it is lost only after more misses in a row.",
        MovedBy.StepDown => "A store falls only so far at a time.",
        MovedBy.StepUp => "A store rises only so far at a time.",
        MovedBy.Grace => "Your first assessments cost you nothing.",
        MovedBy.Protection => $"Your tier is protected{Until(until)}.",
        MovedBy.IncubationEnded => "The time for which the tier before was given is over.",
        MovedBy.Waiting => $"Who fell out waits before coming back{Until(until)}.",
        MovedBy.Cancelled => "The programme is closed to your store for good.",
        MovedBy.FallsLater => "You keep your tier for now: stores fall only at set times of the year.",
        MovedBy.Validity => $"You earned your tier before, and it is yours{Until(until)}.",
        MovedBy.Unjudged => $"Your store could not be judged and keeps its tier{Until(until)}.",
        MovedBy.Override => $"The marketplace has decided otherwise{Until(until)}.",
        MovedBy.DiscretionaryBar => $"The marketplace has shut the tier to your store{Until(until)}.",
        _ => throw new UnreachableException(),
    };

    public override string ProtectedBy(string exemption, string reason) => $"Protected by exemption {exemption}: {reason}";

    public override string WithoutExemption => "without the exemption";

    // A merchant asks why: it is asked of other stores, or not of so few orders.
    public override string Of(Verdict verdict) => verdict is Verdict.NotConsidered ? "not asked of your store" : Phrases.Of(verdict);

    public override string Of(Movement movement) => Phrases.Of(movement);

    public override string Of(Status status, string? reason) => status switch
    {
        Status.Assessed => "",
        Status.NotEligible => "Your store does not belong to this programme for this period, for the reasons marked as missed below.",
        Status.NotEvaluable => reason is null
            ? "Your store could not be judged: a reading is missing that decides. What is missing is marked below."
            : $"Your store could not be judged: {reason}.",
        Status.Failed => "Judging your store failed on our side. It will be done again.",
        Status.NotAssessed => "Your store is not judged in this period.",
        _ => throw new UnreachableException(),
    };

    public override string YesOrNo(bool yes) => yes ? "yes" : "no";

    public override string Standing(Comparison comparison, string value) => $"{Sign(comparison)} {value}";

    public override string Names(Comparison comparison, string names, bool inOrder) => comparison switch
    {
        Comparison.AtLeast when inOrder => $"{names} or higher",
        Comparison.Above when inOrder => $"higher than {names}",
        Comparison.AtMost when inOrder => $"{names} or lower",
        Comparison.Below when inOrder => $"lower than {names}",
        Comparison.IsNot => $"not {names}",
        _ => names,
    };

    public override string Judged(string run, string version) => $"Run {run}, rules of version {version}.";

    public override string NextOn(Period next, DateOnly from) => $"{next}, counts from {Figures.Day(from)}";

    private static string Until(DateOnly? until) => until is { } day ? $" until {Figures.Day(day)}" : "";

    private static string Place(Limit limit) => limit switch
    {
        Limit.PeerMean => "mean",
        Limit.PeerPercentile { Percent: 50 } => "median",
        Limit.PeerPercentile { Percent: 0 } => "lowest",
        Limit.PeerPercentile { Percent: 100 } => "highest",
        Limit.PeerPercentile percentile => $"{Figures.Ordinal(percentile.Percent)} percentile",
        Limit.PeerRank rank => $"{Figures.Ordinal(rank.Place)} best",
        Limit.PartOf part => (part.Share == 1 ? "" : $"{Figures.Times(part.Share)} the ") + Place(part.Peers) + PlusOf(part.Plus),
        _ => throw new UnreachableException(),
    };
}
