using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Cases;

/// <summary>How people decide on stores that a screening has found: the states of a case, who may move it, what is asked for on the way.</summary>
/// <param name="Opens">A store that meets it is given a case.</param>
/// <param name="States">The first one is the one a case begins in.</param>
/// <param name="Strengths">What a person scores.</param>
/// <param name="Materials">The papers that are asked for.</param>
/// <param name="Reopens">The states after which a later screening gives the store another case.</param>
public sealed record CaseProcedure(
    Requirement Opens, IReadOnlyList<CaseState> States, IReadOnlyList<Strength> Strengths, IReadOnlyList<CaseItem> Materials, IReadOnlyList<string> Reopens)
{
    public CaseState First => States[0];

    public CaseState? Find(string state) => States.FirstOrDefault(one => one.Name == state);
}

/// <summary>What a case must have before it comes to a state.</summary>
public enum CaseNeed
{
    /// <summary>A person who looks after it.</summary>
    Person,

    /// <summary>Every paper.</summary>
    Materials,

    /// <summary>Every strength scored, none below its least.</summary>
    Strengths,
}

/// <param name="Steps">Where a case may go from here; none where it ends here.</param>
/// <param name="Within">How long a case may stay; null for any time.</param>
/// <param name="Ways">How it may have come here, of which one is to be said, such as by telephone; none where nothing is to be said.</param>
public sealed record CaseState(
    string Name, Wording Title, IReadOnlyList<CaseStep> Steps, TimeAllowed? Within, IReadOnlyList<CaseNeed> Needs, IReadOnlyList<CaseItem> Ways)
{
    public bool IsEnd => Steps.Count == 0;

    public CaseStep? StepTo(string state) => Steps.FirstOrDefault(step => step.To == state);
}

/// <param name="By">The roles that may take the step; none for anybody.</param>
public sealed record CaseStep(string To, IReadOnlyList<CaseRole> By)
{
    public bool IsFor(IReadOnlyCollection<CaseRole> roles) => By.Count == 0 || By.Any(roles.Contains);
}

/// <summary>Something with a name that people read.</summary>
public sealed record CaseItem(string Name, Wording Title);

/// <param name="From">The lowest score, inclusive.</param>
/// <param name="To">The highest score, inclusive.</param>
/// <param name="Least">What a state that needs the strengths asks; null for nothing.</param>
public sealed record Strength(string Name, Wording Title, decimal From, decimal To, decimal? Least);

/// <summary>A length of time from the day on which a state was entered.</summary>
public sealed record TimeAllowed(int Length, bool InMonths)
{
    /// <summary>The last day: 30 August and 6 months is 28 February.</summary>
    public DateOnly LastDay(DateOnly entered) => InMonths ? entered.AddMonths(Length) : entered.AddDays(Length);
}
