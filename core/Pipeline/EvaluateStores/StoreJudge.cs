using System.Text;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.EvaluateStores;

/// <summary>Judges stores of a run as they stand under its exemptions, where one protects them. One for each worker.</summary>
internal sealed class StoreJudge(RunPlan plan)
{
    private readonly long[] incomplete = plan.Exempting is null ? [] : new long[plan.Policy.Metrics.Count];

    /// <param name="row">Everything is in it that is not computed. It becomes the row that was judged.</param>
    /// <param name="exemptions">Those that protect the store.</param>
    public Decision Assess(ReadOnlySpan<byte> store, Span<long> row, Span<Verdict> verdicts, out IReadOnlyList<Exemption> exemptions)
    {
        exemptions = [];
        if (Shelter(store, row) is not { } protection) return plan.Judge.Assess(row, verdicts);
        exemptions = protection.Exemptions;
        return protection.Assess(plan.Judge, verdicts);
    }

    /// <summary>Completes a row, with protected readings where an exemption gives some.</summary>
    public void Complete(ReadOnlySpan<byte> store, Span<long> row) => Shelter(store, row);

    private Protection? Shelter(ReadOnlySpan<byte> store, Span<long> row)
    {
        row[..incomplete.Length].CopyTo(incomplete);
        plan.Plan.Complete(row);
        var protection = plan.Exempting?.Protect(Encoding.ASCII.GetString(store), row, incomplete);
        protection?.Row.CopyTo(row);
        return protection;
    }
}
