using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Linting;

/// <summary>What is odd about how people decide on cases.</summary>
internal static class CaseLint
{
    public static IEnumerable<(string Where, Severity Severity, string Why)> Findings(Policy policy)
    {
        if (policy.Cases is not { } cases) yield break;
        var reached = ReachedFrom(cases.First.Name, cases);
        foreach (var state in cases.States)
        {
            if (!reached.Contains(state.Name)) yield return ($"cases.states.{state.Name}", Severity.Error, $"unreachable: no step leads to it from '{cases.First.Name}', in which a case begins");
            else if (!ReachedFrom(state.Name, cases).Any(name => cases.Find(name) is { IsEnd: true })) yield return ($"cases.states.{state.Name}", Severity.Warning, "a case that comes here never ends");
            if (state.Within is not null && state.IsEnd) yield return ($"cases.states.{state.Name}", Severity.Warning, "a case ends here, so it is never overdue");
            if (state.Needs.Contains(CaseNeed.Strengths) && cases.Strengths.Count == 0) yield return ($"cases.states.{state.Name}", Severity.Error, "needs strengths, of which there are none");
            if (state.Needs.Contains(CaseNeed.Materials) && cases.Materials.Count == 0) yield return ($"cases.states.{state.Name}", Severity.Error, "needs materials, of which there are none");
        }
        if (cases.States.All(state => state.Within is null)) yield return ("cases.states", Severity.Info, "no state has a time within which it is to be left: no case is ever overdue");
        foreach (var open in cases.Reopens.Where(name => cases.Find(name) is { IsEnd: false })) yield return ("cases.reopens", Severity.Warning, $"'{open}' is no end: a screening would open a second case beside one that is worked on");
        foreach (var metric in FromCases(cases.Opens, policy)) yield return ("cases.opens", Severity.Error, $"asks for '{metric}', which only a case says: no store is ever given one");

        var read = policy.Metrics.Select(metric => (metric.Derivation as Derivation.OfCase)?.What).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (read.Count == 0) yield return ("cases", Severity.Warning, "no metric is read from a case, so what people decide changes no tier");
        if (cases.Strengths.Count > 0 && !read.Contains(CaseResult.OfMean) && !cases.States.Any(state => state.Needs.Contains(CaseNeed.Strengths)))
        {
            foreach (var idle in cases.Strengths.Where(strength => !read.Contains(strength.Name))) yield return ($"cases.strengths.{idle.Name}", Severity.Info, "no state needs it and no metric reads it");
        }
    }

    private static HashSet<string> ReachedFrom(string state, CaseProcedure cases)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([state]);
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name)) continue;
            foreach (var step in cases.Find(name)?.Steps ?? []) open.Push(step.To);
        }
        return reached;
    }

    private static IEnumerable<string> FromCases(Requirement requirement, Policy policy) =>
        requirement.Tests.Select(test => test.Metric).Distinct(StringComparer.Ordinal).Where(name => policy.Metrics[policy.SlotOf(name)].Derivation is Derivation.OfCase);
}
