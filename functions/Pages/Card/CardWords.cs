using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Entitlements;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;

namespace TierFunctions.Pages.Card;

/// <summary>What a card says, in one language. Numbers and days are written the same in every language.</summary>
public abstract class CardWords
{
    private static readonly CardWords[] all = [new EnglishCardWords(), new ChineseCardWords()];

    /// <summary>The languages that cards are written in, the one that stands in for all others first.</summary>
    public static IReadOnlyList<CardWords> All => all;

    /// <summary>The words of a language by its tag; null where there are none.</summary>
    public static CardWords? Find(string language) => all.FirstOrDefault(words => string.Equals(words.Language, language, StringComparison.OrdinalIgnoreCase));

    /// <summary>The BCP 47 tag by which policies know the language.</summary>
    public abstract string Language { get; }

    /// <summary>What its speakers call it.</summary>
    public abstract string LanguageName { get; }

    public abstract string Card { get; }
    public abstract string LanguageChoice { get; }
    public abstract string YourTier { get; }
    public abstract string Programmes { get; }
    public abstract string Period { get; }
    public abstract string HeldSince { get; }
    public abstract string Before { get; }
    public abstract string NextAssessment { get; }
    public abstract string Readings { get; }
    public abstract string WhatToDo { get; }
    public abstract string AtTheTop { get; }
    public abstract string NothingMissing { get; }
    public abstract string YourReadings { get; }
    public abstract string HowToRead { get; }
    public abstract string You { get; }
    public abstract string Missing { get; }
    public abstract string Another { get; }
    public abstract string NoBenchmark { get; }
    public abstract string SetByThePolicy { get; }
    public abstract string Marketplace { get; }
    public abstract string TheNumbers { get; }
    public abstract string Requirement { get; }
    public abstract string Asked { get; }
    public abstract string From { get; }
    public abstract string Result { get; }
    public abstract string Tier { get; }
    public abstract string Product { get; }
    public abstract string WorstFirst { get; }
    public abstract string NoProductMisses { get; }
    public abstract string Bars { get; }
    public abstract string NoBar { get; }
    public abstract string Entitlements { get; }
    public abstract string NoEntitlement { get; }
    public abstract string History { get; }
    public abstract string OnePeriod { get; }
    public abstract string LowerIsBetter { get; }
    public abstract string HigherIsBetter { get; }

    /// <summary>Why a page is not shown, by its HTTP status.</summary>
    public abstract string Refused(int status);

    public abstract string ProductsJudged(long products, string period);

    /// <summary>How many products that miss something are not listed.</summary>
    public abstract string MoreProducts(long products);

    /// <summary>A product that holds no tier, by what came of judging it.</summary>
    public abstract string Of(Status status);

    public abstract string ToReach(string tier);
    public abstract string ShutBy(string bar);
    public abstract string Shuts(string tiers);
    public abstract string ReadingMissing(string asked);
    public abstract string Change(string amount, bool upwards, string from, string to);
    public abstract string Instead(string asked);
    public abstract string Keeping(string others);
    public abstract string NoSingleChange { get; }
    public abstract string NotTogether { get; }
    public abstract string PartsOf(string numerator, string denominator);
    public abstract string Percentile(Limit limit, string group, int stores);
    public abstract string Given(DateOnly from, DateOnly? until);
    public abstract string Withheld(Withholding because, DateOnly? endedOn);
    public abstract string ForMonths(int months);
    public abstract string ForDays(int days);
    /// <summary>Why the store holds another tier than its readings earn.</summary>
    public abstract string Because(MovedBy rule, string earned, DateOnly? until);
    public abstract string ProtectedBy(string exemption, string reason);
    public abstract string WithoutExemption { get; }
    public abstract string Of(Verdict verdict);
    public abstract string Of(Movement movement);
    public abstract string Of(Status status, string? reason);
    public abstract string YesOrNo(bool yes);
    public abstract string Standing(Comparison comparison, string value);
    public abstract string Names(Comparison comparison, string names, bool inOrder);
    public abstract string Judged(string run, string version);
    public abstract string NextOn(Period next, DateOnly from);

    public static string Days(DateOnly from, DateOnly to) => $"{Figures.Day(from)} – {Figures.Day(to)}";

    /// <summary>What is added to a limit that peers set; empty where nothing is.</summary>
    protected static string PlusOf(decimal plus) => plus == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {(plus < 0 ? "−" : "+")} {Math.Abs(plus):0.############}");

    /// <summary>A comparison as a sign, the same in every language.</summary>
    protected static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "≥",
        Comparison.Above => ">",
        Comparison.AtMost => "≤",
        Comparison.Below => "<",
        Comparison.Is => "=",
        Comparison.IsNot => "≠",
        _ => throw new UnreachableException(),
    };
}
