using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>
/// Looks for the nearest reading with which a verdict becomes another. Each step is judged as any store is, so what is found is true
/// whatever the metric is computed by; the course only says whether steps may be skipped.
/// </summary>
internal sealed class Nearest(Metric metric, long from, int names, Func<long, Verdict> judge, Verdict wanted)
{
    /// <summary>How many readings are tried one by one where nothing is known of the course.</summary>
    private const int Patience = 4096;

    private readonly Verdict now = judge(from);

    /// <summary>Whether no reading was left untried, or none that could matter.</summary>
    public bool IsProven { get; private set; } = true;

    /// <param name="courseOf">Asked for only where it matters: among names every one is tried.</param>
    public long? Find(Func<Course> courseOf)
    {
        if (metric.Kind is MetricKind.Category) return Enumerable.Range(0, names).Select(name => (long?)name).FirstOrDefault(name => judge(name!.Value) == wanted); // never null before the default
        var course = courseOf();
        if (course is Course.Constant) return null;
        var (least, most) = Believable(metric, names);
        var up = Along(1, (Int128)most - from, course);
        var down = Along(-1, (Int128)from - least, course);
        var units = up is null || down < up ? -down : up;
        return units is { } found ? (long)(from + found) : null;
    }

    /// <summary>The least distance one way, or null.</summary>
    private Int128? Along(int way, Int128 room, Course course)
    {
        if (course is Course.Unknown) return Walk(way, room);
        Int128 near = 0, far = 0;
        for (Int128 step = 1; far == 0; step *= 2)
        {
            if (near >= room) return null;
            var next = Int128.Min(step, room);
            if (Judge(way * next) == now) near = next;
            else far = next;
        }
        while (far - near > 1)
        {
            var middle = (near + far) / 2;
            if (Judge(way * middle) == now) near = middle;
            else far = middle;
        }
        return Judge(way * far) == wanted ? far : null;
    }

    private Int128? Walk(int way, Int128 room)
    {
        for (Int128 step = 1; step <= room; step++)
        {
            if (step > Patience)
            {
                IsProven = false;
                return null;
            }
            if (Judge(way * step) == wanted) return step;
        }
        return null;
    }

    private Verdict Judge(Int128 distance) => judge((long)(from + distance));

    /// <summary>The readings that a metric can have at all.</summary>
    public static (long Least, long Most) Believable(Metric metric, int names) => metric.Kind switch
    {
        MetricKind.Flag => (0, 1),
        MetricKind.Level => (0, names - 1),
        MetricKind.Date => (0, DateOnly.MaxValue.DayNumber),
        _ => metric.Codec.Range,
    };
}
