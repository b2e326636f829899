using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Rulings;

namespace TierFunctions.Domain.Remedies;

/// <summary>One store's readings, to be judged again with some of them changed; exemptions protect what is changed as they protect what was read.</summary>
internal sealed class Trial
{
    private readonly Judge judge;
    private readonly long[] row;
    private readonly long[] changed;
    private readonly Verdict[] verdicts;
    private readonly Sheltered? sheltered;
    private Protection? protection;

    /// <param name="row">A complete row, as it was read.</param>
    /// <param name="sheltered">The store where the run has exemptions.</param>
    /// <param name="verdicts">What was found of the row, by the place of each test: with exemptions, of what they make of it.</param>
    public Trial(Judge judge, ReadOnlySpan<long> row, Sheltered? sheltered, Verdict[] verdicts)
    {
        this.judge = judge;
        this.row = row.ToArray();
        this.sheltered = sheltered;
        this.verdicts = verdicts;
        changed = new long[row.Length];
    }

    public Policy Policy => judge.Plan.Policy;

    public int PlaceOf(Test test) => judge.Plan.PlaceOf(test);

    public int PlaceOf(Finding finding) => judge.Plan.PlaceOf(finding.Test);

    public long this[int slot] => row[slot];

    public Verdict VerdictOn(Requirement requirement) => judge.Plan.Of(requirement, verdicts);

    public int SlotOf(Metric metric) => Policy.SlotOf(metric.Name);

    /// <summary>The slot of the metric that a test looks at.</summary>
    public int SlotOf(int test) => judge.SlotOf(test);

    /// <summary>The metric whose reading counts for another: mostly itself; null where an exemption says what it reads.</summary>
    public Metric? ReadFor(Metric metric) => sheltered is null ? metric : sheltered.ReadFor(SlotOf(metric)) is { } slot ? Policy.Metrics[slot] : null;

    /// <summary>Whether the run has exemptions, so that a reading may count for several metrics or for none.</summary>
    public bool IsSheltered => sheltered is not null;

    /// <summary>Whether a reading decides if an exemption applies, so that everything may follow it.</summary>
    public bool IsScope(Metric metric) => sheltered?.IsScope(metric) == true;

    /// <summary>The readings of a test's own metric that meet it; null where it takes more to say so.</summary>
    public (long Low, long High)? RangeOf(int test) => sheltered is null ? judge.RangeOf(row, test) : null;

    /// <summary>The verdict on a test, with one reading another.</summary>
    public Verdict With(int slot, long units, int test)
    {
        Change(slot, units);
        return Of(test);
    }

    /// <summary>The verdict on a test once readings are others.</summary>
    public Verdict With(IReadOnlyList<Change> changes, int test)
    {
        Change(Units(changes));
        return Of(test);
    }

    /// <summary>The verdict on a test of the worst of several if one part, read in the same units, were the only one.</summary>
    public Verdict Alone(string part, Test test, int place)
    {
        Change([]);
        return OfOnly(part, test, place);
    }

    /// <summary>The same with one reading another.</summary>
    public Verdict Alone(string part, Test test, int place, int slot, long units)
    {
        Change(slot, units);
        return OfOnly(part, test, place);
    }

    /// <summary>Whether a requirement holds once readings are others.</summary>
    public bool Holds(Requirement requirement, IReadOnlyList<Change> changes)
    {
        Change(Units(changes));
        var found = new Verdict[verdicts.Length];
        judge.Examine(changed, found);
        protection?.Lift(found);
        return judge.Plan.Of(requirement, found) is Verdict.Met;
    }

    /// <summary>The names that a reading of a metric may stand for.</summary>
    public int NamesOf(int slot) => judge.Plan.NamesOf(slot).Count();

    private Verdict OfOnly(string part, Test test, int place)
    {
        changed[Policy.SlotOf(test.Metric)] = changed[Policy.SlotOf(part)];
        return Of(place);
    }

    // Tried many times over for one answer.
    private void Change(int slot, long units)
    {
        if (sheltered is not null)
        {
            Change([(slot, units)]);
            return;
        }
        row.CopyTo(changed, 0);
        changed[slot] = units;
        judge.Plan.CompleteAgain(changed);
    }

    private (int Slot, long Units)[] Units(IReadOnlyList<Change> changes)
    {
        var units = new (int, long)[changes.Count];
        for (var i = 0; i < units.Length; i++) units[i] = (SlotOf(changes[i].Metric), changes[i].To);
        return units;
    }

    private void Change((int Slot, long Units)[] changes)
    {
        row.CopyTo(changed, 0);
        foreach (var (slot, units) in changes) changed[slot] = units;
        judge.Plan.CompleteAgain(changed);
        protection = sheltered?.With(changes, changed);
        protection?.Row.CopyTo(changed, 0);
    }

    private Verdict Of(int test) => protection?.LifterOf(test) is null ? judge.Examine(changed, test) : Verdict.NotConsidered;
}
