using System.Globalization;

namespace TierFunctions.Domain.Cases;

/// <summary>What a procedure allows to be done to a case. Each question is answered with why not, or null.</summary>
public static class CaseRules
{
    /// <summary>Where a case may go: the steps of its state; to the beginning, where the policy no longer has its state.</summary>
    public static IReadOnlyList<CaseStep> StepsOf(this CaseProcedure procedure, Case one) => procedure.Find(one.State)?.Steps ?? [new CaseStep(procedure.First.Name, [])];

    /// <param name="way">How the step was taken, where the state asks for that.</param>
    public static CaseObjection? ToMove(this CaseProcedure procedure, Case one, string to, string? way, IReadOnlyCollection<CaseRole> roles)
    {
        var steps = procedure.StepsOf(one);
        if (procedure.Find(to) is not { } there) return new(CaseFault.Unknown, $"there is no state '{to}': expected {Either(steps.Select(step => step.To), "none, since the case has ended")}");
        if (steps.FirstOrDefault(step => step.To == to) is not { } step)
            return new(CaseFault.NotNow, $"from {one.State} it goes to {Either(steps.Select(known => known.To), "no other state")}, not to {to}");
        if (!step.IsFor(roles)) return new(CaseFault.Role, $"from {one.State} to {to} is for {Either(step.By.Select(Name), "")}, not for {Either(roles.Select(Name), "nobody in particular")}");
        return ToSayHow(there, way) ?? procedure.ToCome(one, there);
    }

    public static CaseObjection? ToScore(this CaseProcedure procedure, string strength, decimal score) =>
        procedure.Strengths.FirstOrDefault(one => one.Name == strength) is not { } known
            ? new(CaseFault.Unknown, $"there is no strength '{strength}': expected {Either(procedure.Strengths.Select(one => one.Name), "none, since the policy has none")}")
        : score < known.From || score > known.To ? new(CaseFault.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{strength} {score}: expected {known.From} to {known.To}"))
        : null;

    public static CaseObjection? ToReceive(this CaseProcedure procedure, string material) => procedure.Materials.Any(one => one.Name == material)
        ? null
        : new(CaseFault.Unknown, $"there is no paper '{material}': expected {Either(procedure.Materials.Select(one => one.Name), "none, since the policy asks for none")}");

    /// <summary>The step that giving a case to a person takes: out of a state that leads to one which needs a person; null where there is none.</summary>
    public static CaseStep? StepOfAssigning(this CaseProcedure procedure, Case one, IReadOnlyCollection<CaseRole> roles) => procedure.StepsOf(one)
        .FirstOrDefault(step => procedure.Find(step.To) is { Needs: [CaseNeed.Person], Ways.Count: 0 } && step.IsFor(roles) && step.To != one.State && one.Person is null);

    public static string Name(CaseRole role) => role switch
    {
        CaseRole.AccountManager => "account-manager",
        CaseRole.Operator => "operator",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The role of a name; null where that is none.</summary>
    public static CaseRole? RoleOf(string? name) => Enum.GetValues<CaseRole>().Where(role => Name(role) == name).Select(role => (CaseRole?)role).FirstOrDefault();

    private static CaseObjection? ToSayHow(CaseState there, string? way) => (there.Ways.Count, way) switch
    {
        (0, null) => null,
        (0, _) => new(CaseFault.Unreadable, $"how it came to {there.Name} is not asked: expected nothing instead of '{way}'"),
        (_, null) => new(CaseFault.Unreadable, $"say how: {Either(there.Ways.Select(one => one.Name), "")}"),
        _ when there.Ways.All(one => one.Name != way) => new(CaseFault.Unreadable, $"'{way}': expected {Either(there.Ways.Select(one => one.Name), "")}"),
        _ => null,
    };

    /// <summary>Why a case that may take the step cannot come to a state yet: everything that is missing.</summary>
    private static CaseObjection? ToCome(this CaseProcedure procedure, Case one, CaseState there)
    {
        var missing = there.Needs.SelectMany(need => need switch
        {
            CaseNeed.Person => one.Person is null ? ["nobody looks after it"] : Array.Empty<string>(),
            CaseNeed.Materials => procedure.Materials.Where(paper => !one.Received.Contains(paper.Name)).Select(paper => $"{paper.Name} has not come in"),
            CaseNeed.Strengths => procedure.Strengths.Select(strength => Lack(one, strength)).OfType<string>(),
            _ => throw new System.Diagnostics.UnreachableException(),
        }).ToList();
        return missing.Count == 0 ? null : new(CaseFault.NotNow, $"it cannot come to {there.Name} yet: {string.Join("; ", missing)}");
    }

    private static string? Lack(Case one, Strength strength) =>
        !one.Scores.TryGetValue(strength.Name, out var score) ? $"{strength.Name} has not been scored"
        : score < strength.Least ? string.Create(CultureInfo.InvariantCulture, $"{strength.Name} is {score}, at least {strength.Least} is asked")
        : null;

    private static string Either(IEnumerable<string> names, string none) => string.Join(" or ", names) is { Length: > 0 } text ? text : none;
}
