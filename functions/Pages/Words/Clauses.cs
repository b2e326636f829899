using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pages.Words;

/// <summary>
/// The clauses of a language from which <see cref="Phrases"/> and <see cref="Ways"/> make sentences. What comes in (numbers, names,
/// other clauses) is text already.
/// </summary>
internal abstract class Clauses
{
    /// <summary>The language's tag, in which titles are taken.</summary>
    public abstract string Language { get; }

    public static Clauses In(string language) => language == ChineseClauses.Tag ? ChineseClauses.Instance : EnglishClauses.Instance;

    public abstract string Of(Verdict verdict);

    public abstract string Bound(Comparison comparison, string number);

    /// <summary>How a reading stands to what is not itself a number: to peers, or to another reading.</summary>
    public abstract string Against(Comparison comparison, string place);

    public abstract string Day(Comparison comparison, string day);

    public abstract string Step(Comparison comparison, string steps);

    public abstract string YesOrNo(bool yes);

    public abstract string AnyOf(IReadOnlyList<string> names);

    public abstract string Not(string names);

    public abstract string Place(Limit limit);

    /// <param name="ofMarket">Whether peers are the whole marketplace.</param>
    public abstract string OfPeers(string place, bool ofMarket);

    /// <summary>A place and so much more or less.</summary>
    public abstract string Plus(string place, string amount, bool isLess);

    public abstract string Times(decimal factor, string what);

    public abstract string From(string period, string standing);

    public abstract string Where(IEnumerable<(string Attribute, string Value)> attributes, string standing);

    public abstract string AskedOnlyWhere(string condition);

    public abstract string Is(string subject, string standing);

    public abstract string Given(string metric, string least, string otherwise);

    public abstract string OrElse(string metric, string most);

    public abstract string Advice { get; }

    public abstract string WithoutReading(string verdict);

    public abstract string Months(int months);

    public abstract string Days(int days);

    public abstract string NewHoldersOnly { get; }

    public abstract string OnlyWhile(string condition);

    public abstract string All(IEnumerable<string> parts);

    public abstract string Any(IEnumerable<string> parts);

    public abstract string AtLeast(int count, IEnumerable<string> parts);

    public abstract string NotThat(string part);

    /// <summary>Between two conditions of one test.</summary>
    public abstract string Separator { get; }

    public abstract WayClauses Ways { get; }
}

/// <summary>The clauses that say how a store would come to a tier.</summary>
internal abstract class WayClauses
{
    /// <param name="on">The metric that changes, where it is not the one that is judged.</param>
    /// <param name="isCount">Whether it is a number of things.</param>
    public abstract string By(string amount, bool upwards, bool isCount, string? on);

    public abstract string FromTo(string change, string from, string to);

    public abstract string Day(string? on, string day, bool later, string now);

    public abstract string Other(string? on, string wanted, string now);

    public abstract string With(string change, IEnumerable<string> heldFixed);

    public abstract string Together(IEnumerable<string> changes);

    public abstract string SoThatNot(string change);

    public abstract string NoReading(string asked);

    public abstract string NoLimit { get; }

    public abstract string CannotBeComputed { get; }

    public abstract string OutOfReach { get; }

    public abstract string SetByExemption { get; }

    /// <summary>That a requirement need not be met.</summary>
    public abstract string Lifted(string exemption);

    public abstract string Another { get; }
}
