using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>One store's readings, to be judged again with some of them changed.</summary>
internal sealed class Trial
{
    private readonly Judge judge;
    private readonly long[] row;
    private readonly long[] changed;
    private readonly Verdict[] verdicts;
    private readonly Verdict[] trialVerdicts;

    /// <param name="row">A complete row.</param>
    public Trial(Judge judge, ReadOnlySpan<long> row)
    {
        this.judge = judge;
        this.row = row.ToArray();
        changed = new long[row.Length];
        verdicts = new Verdict[judge.Plan.Tests.Count];
        trialVerdicts = new Verdict[verdicts.Length];
        judge.Examine(row, verdicts);
    }

    public Policy Policy => judge.Plan.Policy;

    public int PlaceOf(Test test) => judge.Plan.PlaceOf(test);

    public int PlaceOf(Finding finding) => judge.Plan.PlaceOf(finding.Test);

    public long this[int slot] => row[slot];

    public Verdict VerdictOn(Requirement requirement) => judge.Plan.Of(requirement, verdicts);

    public int SlotOf(Metric metric) => Policy.SlotOf(metric.Name);

    /// <summary>The readings of a test's own metric that meet it; null where it takes more to say so.</summary>
    public (long Low, long High)? RangeOf(int test) => judge.RangeOf(row, test);

    /// <summary>The verdict on a test, with one reading another.</summary>
    public Verdict With(int slot, long units, int test)
    {
        Change(slot, units);
        return judge.Examine(changed, test);
    }

    /// <summary>The verdict on a test once readings are others.</summary>
    public Verdict With(IEnumerable<Change> changes, int test)
    {
        Change(changes);
        return judge.Examine(changed, test);
    }

    /// <summary>The verdict on a test of the worst of several if one part, read in the same units, were the only one.</summary>
    public Verdict Alone(string part, Test test, int place)
    {
        Change([]);
        return Alone(part, test, place, changed);
    }

    /// <summary>The same with one reading another.</summary>
    public Verdict Alone(string part, Test test, int place, int slot, long units)
    {
        Change(slot, units);
        return Alone(part, test, place, changed);
    }

    /// <summary>Whether a requirement holds once readings are others.</summary>
    public bool Holds(Requirement requirement, IEnumerable<Change> changes)
    {
        Change(changes);
        judge.Examine(changed, trialVerdicts);
        return judge.Plan.Of(requirement, trialVerdicts) is Verdict.Met;
    }

    /// <summary>The names that a reading of a metric may stand for.</summary>
    public int NamesOf(int slot) => judge.Plan.NamesOf(slot).Count();

    private Verdict Alone(string part, Test test, int place, long[] readings)
    {
        readings[Policy.SlotOf(test.Metric)] = readings[Policy.SlotOf(part)];
        return judge.Examine(readings, place);
    }

    private void Change(IEnumerable<Change> changes)
    {
        row.CopyTo(changed, 0);
        foreach (var change in changes) changed[SlotOf(change.Metric)] = change.To;
        judge.Plan.CompleteAgain(changed);
    }

    // Tried many times over for one answer.
    private void Change(int slot, long units)
    {
        row.CopyTo(changed, 0);
        changed[slot] = units;
        judge.Plan.CompleteAgain(changed);
    }
}
