using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>The smallest change that settles one test of one store.</summary>
internal sealed class Smallest(Trial trial, int place, Finding finding, Verdict wanted)
{
    private bool isProven = true;

    public Remedy Find()
    {
        // Leaving an exemption's scope to be judged again is nothing to advise.
        if (finding.LiftedBy is not null) return Remedy.Barred(finding, wanted, Obstacle.SetByExemption);
        if (finding.Verdict is Verdict.NotEvaluable) return Remedy.Barred(finding, wanted, finding.HasReading ? Obstacle.NoLimit : Obstacle.NoReading);

        if (wanted is Verdict.Met && finding.HasReading && finding.Metric.Derivation is null && trial.RangeOf(place) is { } range) return ToRange(range);
        if (OfName() is { } name) return Remedy.By(finding, wanted, name);
        var named = Levers.Of(finding.Test, wanted, trial.Policy).ToList();
        var levers = Read(named);
        if (OfOne(levers) is { } change) return Remedy.By(finding, wanted, change);
        if (OfSeveral() is { } changes) return Remedy.By(finding, wanted, changes);
        return Remedy.Barred(finding, wanted, levers.Count == 0 ? (IsSet(named) ? Obstacle.SetByExemption : Obstacle.NoReading) : isProven ? Obstacle.OutOfReach : Obstacle.CannotBeComputed);
    }

    /// <summary>Most tests compare a supplied reading with a limit, and then the nearest reading that will do is an end of a range.</summary>
    private Remedy ToRange((long Low, long High) range)
    {
        var slot = trial.SlotOf(place);
        var reading = trial[slot];
        var (least, most) = Nearest.Believable(finding.Metric, finding.Metric.IsNamed ? trial.NamesOf(slot) : 0);
        var to = reading < range.Low ? range.Low : range.High;
        return range.Low <= range.High && to >= least && to <= most
            ? Remedy.By(finding, wanted, new Change(finding.Metric, reading, to, []))
            : Remedy.Barred(finding, wanted, Obstacle.OutOfReach);
    }

    /// <summary>The first of a supplied category's names that will do, where nothing but that name has a say.</summary>
    private Change? OfName()
    {
        if (finding.Metric is not { Kind: MetricKind.Category, Derivation: null } || !finding.HasReading || finding.Test is not { Shield: null, Given: null } || trial.IsSheltered) return null;
        var slot = trial.SlotOf(finding.Metric);
        var names = trial.NamesOf(slot);
        for (var name = 0; name < names; name++)
        {
            if (trial.With(slot, name, place) == wanted) return new Change(finding.Metric, trial[slot], name, []);
        }
        return null;
    }

    private Change? OfOne(List<Metric> levers) => levers
        .Select(lever => To(lever, finding.Test.Metric, () => CourseOf(lever, courses => courses.Of(finding.Test, wanted)), units => trial.With(trial.SlotOf(lever), units, place)))
        .OfType<Change>().MinBy(change => change.Effort);

    /// <summary>The worst of several is mended by mending each that is at fault, judged as if it were the only one.</summary>
    private List<Change>? OfSeveral()
    {
        // A part beyond a step that is asked for exactly is not at fault, though alone it would be.
        if (finding.Test.Comparison is Comparison.Is or Comparison.IsNot) return null;
        var changes = new List<Change>();
        foreach (var part in Levers.PartsOf(finding.Metric, trial.Policy))
        {
            if (trial.Alone(part, finding.Test, place) == wanted) continue;
            var least = Read(Levers.Of(part, trial.Policy))
                .Select(lever => To(lever, part, () => CourseOf(lever, courses => courses.Of(part)), units => trial.Alone(part, finding.Test, place, trial.SlotOf(lever), units)))
                .OfType<Change>().MinBy(change => change.Effort);
            if (least is null) return null;
            changes.Add(least);
        }
        return changes.Count > 1 && trial.With(changes, place) == wanted ? Together(changes) : null;
    }

    /// <summary>
    /// Of changes that were found one by one, those that are needed beside each other: a level that brings a store under an exemption
    /// may settle more than its own part. Null where one of them could then be smaller, which nobody has looked for.
    /// </summary>
    private List<Change>? Together(List<Change> changes)
    {
        foreach (var change in changes.ToList())
        {
            var others = changes.Where(other => other != change).ToList();
            if (others.Count > 0 && trial.With(others, place) == wanted) changes = others;
        }
        if (changes.TrueForAll(change => change.Metric.Kind is MetricKind.Category || trial.With([.. changes.Select(other => other == change ? Short(other) : other)], place) != wanted)) return changes;
        isProven = false;
        return null;
    }

    private static Change Short(Change change) => change with { To = change.To + (change.IsUpwards ? -1 : 1) };

    /// <summary>How something follows a lever, whose reading may count for several metrics.</summary>
    private Course CourseOf(Metric lever, Func<Courses, Course> courseIn)
    {
        if (!trial.IsSheltered) return courseIn(new Courses(trial.Policy, lever.Name));
        if (trial.IsScope(lever)) return Course.Unknown;
        var moving = trial.Policy.Metrics.Where(metric => Levers.IsLever(metric) && trial.ReadFor(metric) == lever)
            .Select(metric => courseIn(new Courses(trial.Policy, metric.Name))).Where(course => course is not Course.Constant).Take(2).ToList();
        return moving switch
        {
            [] => Course.Constant,
            [var only] => only,
            _ => Course.Unknown,
        };
    }

    private Change? To(Metric lever, string metric, Func<Course> course, Func<long, Verdict> judge)
    {
        var slot = trial.SlotOf(lever);
        var nearest = new Nearest(lever, trial[slot], trial.NamesOf(slot), judge, wanted);
        var found = nearest.Find(course);
        isProven &= nearest.IsProven;
        return found is { } units ? new Change(lever, trial[slot], units, [.. Levers.Sources(metric, trial.Policy).Select(trial.ReadFor).OfType<Metric>().Distinct().Where(source => source != lever)]) : null;
    }

    /// <summary>Whether an exemption says what every one of some metrics reads.</summary>
    private bool IsSet(List<string> levers) => levers.Count > 0 && levers.TrueForAll(lever => trial.ReadFor(Named(lever)) is null);

    /// <summary>The metrics whose readings count for some, where they have one.</summary>
    private List<Metric> Read(IEnumerable<string> levers) =>
        [.. levers.Select(lever => trial.ReadFor(Named(lever))).OfType<Metric>().Distinct().Where(lever => trial[trial.SlotOf(lever)] != Metric.Missing)];

    private Metric Named(string name) => trial.Policy.Metrics[trial.Policy.SlotOf(name)];
}
