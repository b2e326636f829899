namespace TierFunctions.Domain.Programmes;

/// <summary>How a reading must stand to its limit.</summary>
public enum Comparison
{
    /// <summary>At the limit or beyond it upwards.</summary>
    AtLeast,

    /// <summary>Strictly above the limit.</summary>
    Above,

    /// <summary>At the limit or below it.</summary>
    AtMost,

    /// <summary>Strictly below the limit.</summary>
    Below,

    /// <summary>One of the limit's values.</summary>
    Is,

    /// <summary>None of the limit's values.</summary>
    IsNot,
}

/// <summary>What became of a requirement for one store.</summary>
public enum Verdict : byte
{
    Met,
    Missed,

    /// <summary>It cannot be told: a reading is missing, or there is no benchmark. Not the same as missed.</summary>
    NotEvaluable,

    /// <summary>The policy says that this requirement is not asked of this store.</summary>
    NotConsidered,
}

/// <summary>What a tier, a bar, a population or an entitlement asks: a tree of checks.</summary>
public abstract record Requirement
{
    private Requirement()
    {
    }

    /// <summary>Every one of them.</summary>
    public sealed record All(IReadOnlyList<Requirement> Of) : Requirement;

    /// <summary>At least <paramref name="Count"/> of them.</summary>
    public sealed record AtLeast(int Count, IReadOnlyList<Requirement> Of) : Requirement;

    /// <summary>The opposite. What is not evaluable stays so.</summary>
    public sealed record Not(Requirement Of) : Requirement;

    /// <summary>One metric against one limit.</summary>
    public sealed record Check(Test Test) : Requirement;

    /// <summary>Every check of the tree, in the order in which the policy writes them.</summary>
    public IEnumerable<Test> Tests => this switch
    {
        All all => all.Of.SelectMany(part => part.Tests),
        AtLeast some => some.Of.SelectMany(part => part.Tests),
        Not not => not.Of.Tests,
        Check check => [check.Test],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>One line of a policy: a metric must stand in a certain way to a limit.</summary>
/// <param name="Id">What the policy calls it; the same id may stand in several tiers with different limits.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Comparison">How the reading must stand to the limit.</param>
/// <param name="Limit">The limit and its overrides.</param>
/// <param name="WhenMissing">The verdict where the reading is missing.</param>
/// <param name="AskedOf">Asked only of stores of these; null for all.</param>
/// <param name="Given">Asked only of stores with at least so much of another metric.</param>
/// <param name="Shield">Also met where a count stays at or under a number, whatever the rate says.</param>
/// <param name="Title">What people call it.</param>
/// <param name="When">Asked only where this holds; null for always. It depends on no peers.</param>
/// <param name="IsAdvisory">Shown with its verdict, but never decides anything.</param>
public sealed record Test(
    string Id, string Metric, Comparison Comparison, LimitRule Limit, Verdict WhenMissing = Verdict.NotEvaluable,
    AskedOf? AskedOf = null, Given? Given = null, Shield? Shield = null, Wording? Title = null, Requirement? When = null, bool IsAdvisory = false)
{
    /// <summary>Every metric that the verdict depends on.</summary>
    public IEnumerable<string> Looks =>
    [
        Metric,
        .. Given is { } given ? [given.Metric] : Array.Empty<string>(),
        .. Shield is { } shield ? [shield.Metric] : Array.Empty<string>(),
        .. AskedOf is { } asked ? [asked.Attribute] : Array.Empty<string>(),
        .. Limit.Overrides.SelectMany(exception => exception.Where).Select(where => where.Key),
        .. Limit.All.SelectMany(limit => limit is Programmes.Limit.Dated dated ? dated.Entries.Select(entry => entry.Limit) : [limit])
            .OfType<Programmes.Limit.OfMetric>().Select(limit => limit.Metric),
        .. When?.Tests.SelectMany(test => test.Looks) ?? [],
    ];
}

/// <summary>The stores that a requirement is asked of, such as those of two industries; for all others it is not considered.</summary>
/// <param name="Attribute">The metric that tells, a category or a level.</param>
/// <param name="Values">Its values that count.</param>
public sealed record AskedOf(string Attribute, IReadOnlyList<string> Values);

/// <summary>The least volume at which a requirement is asked: below it, or where the volume is not known, the verdict is <paramref name="Otherwise"/>.</summary>
public sealed record Given(string Metric, decimal AtLeast, Verdict Otherwise);

/// <summary>A count at or under which a requirement is met even if its rate is not.</summary>
public sealed record Shield(string Metric, decimal AtMost);
