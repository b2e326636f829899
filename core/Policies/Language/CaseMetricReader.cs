using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>What metrics read from cases, once it is known what a case has: metrics stand before the procedure and are read before it.</summary>
internal sealed class CaseMetricReader
{
    private readonly List<(Metric Metric, string What, Cursor At)> asked = [];

    /// <summary>A metric's <c>case: state</c>, <c>mean</c> or the name of a strength.</summary>
    public Derivation.OfCase? Read(Cursor cursor, Metric metric)
    {
        if (cursor.Id("state, mean or a strength") is not { } what) return null;
        if (metric.IsNamed && metric.Values.Count == 0) cursor.Mistake("a category that takes any text", "of: the states that it tells apart");
        asked.Add((metric, what, cursor));
        return new Derivation.OfCase(what);
    }

    /// <param name="isThere">Whether the document has a procedure, though perhaps one that could not be read.</param>
    public void Check(CaseProcedure? procedure, bool isThere)
    {
        foreach (var (metric, what, at) in asked)
        {
            if (!isThere) at.Mistake("a metric that is read from cases, of which the policy has none", "cases: how people decide on stores");
            if (procedure is null) continue;
            var names = metric.IsNamed ? [CaseResult.OfState] : procedure.Strengths.Select(strength => strength.Name).Prepend(CaseResult.OfMean).ToList();
            if (!names.Contains(what, StringComparer.Ordinal)) at.Mistake($"one of {string.Join(", ", names)}{CloseName.To(what, names)}");
            var states = procedure.States.Select(state => state.Name).ToList();
            foreach (var unknown in metric.Values.Where(value => metric.IsNamed && !states.Contains(value, StringComparer.Ordinal)))
                at.Mistake($"'{unknown}' among the values of {metric.Name}", $"states: some of {string.Join(", ", states)}{CloseName.To(unknown, states)}");
        }
    }
}
