using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A metric that is read from the store's case.</summary>
/// <param name="What">The state, the mean of the scores, or the name of one strength.</param>
public sealed record CaseMetric(Metric Metric, int Slot, string What)
{
    /// <summary>The reading; missing where it is not scored yet, and for a state that the metric does not name.</summary>
    public long Read(CaseResult result, CaseProcedure procedure)
    {
        if (What == CaseResult.OfState)
        {
            for (var i = 0; i < Metric.Values.Count; i++)
            {
                if (Metric.Values[i] == result.State) return i;
            }
            return Metric.Missing;
        }
        var score = What == CaseResult.OfMean ? result.Mean(procedure) : result.Scores.TryGetValue(What, out var found) ? found : null;
        // A mean is cut to the metric's decimals, so that it never reaches a limit it is short of.
        return score is { } number && Metric.Codec.ToUnits(decimal.Round(number, Metric.Decimals, MidpointRounding.ToNegativeInfinity)) is { } units ? units : Metric.Missing;
    }
}
