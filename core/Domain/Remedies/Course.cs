using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Remedies;

/// <summary>How a metric follows one supplied reading while every other stays as it is.</summary>
internal enum Course
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>In proportion.</summary>
    Linear,

    /// <summary>Always in one direction, or not at all for a while.</summary>
    Monotone,

    /// <summary>Nobody can say without trying.</summary>
    Unknown,
}

/// <summary>Finds the course of metrics and tests after one supplied reading.</summary>
internal sealed class Courses(Policy policy, string reading)
{
    private readonly Dictionary<string, Course> known = new(StringComparer.Ordinal);

    /// <summary>
    /// The course of a test: where it is monotone, all that may meet it comes and stays as the reading goes one way. A reading that also
    /// decides whether the test is asked, or which limit, is beyond that.
    /// </summary>
    public Course Of(Test test, Verdict wanted)
    {
        var asides = test.Looks.Where(name => name != test.Metric && name != test.Shield?.Metric);
        var limits = test.Limit.All.SelectMany(limit => limit is Limit.Dated dated ? dated.Entries.Select(entry => entry.Limit) : [limit]).OfType<Limit.OfMetric>().Select(limit => limit.Metric).ToList();
        if (asides.Where(name => !limits.Contains(name, StringComparer.Ordinal)).Any(name => Of(name) is not Course.Constant)) return Course.Unknown;
        if (test.Comparison is Comparison.Is or Comparison.IsNot && Of(test.Metric) is not Course.Constant) return Course.Unknown;
        var shield = test.Shield is { } count ? Of(count.Metric) : Course.Constant;
        var compared = Sum([Of(test.Metric), .. limits.Select(Of)]);
        // To be missed, rate and shield must both fail: where both move, they may do so at different readings.
        var bothMove = wanted is Verdict.Missed && shield is not Course.Constant && compared is not Course.Constant;
        return shield is Course.Unknown || compared is Course.Unknown || bothMove ? Course.Unknown
            : shield is Course.Constant && compared is Course.Constant ? Course.Constant
            : Course.Monotone;
    }

    public Course Of(string metric)
    {
        if (metric == reading) return Course.Linear;
        if (known.TryGetValue(metric, out var course)) return course;
        return known[metric] = Derived(policy.Metrics[policy.SlotOf(metric)]);
    }

    private Course Derived(Metric metric)
    {
        if (metric.Derivation is null || metric.Derivation.Parts.All(part => Of(part) is Course.Constant)) return Course.Constant;
        return metric.Derivation switch
        {
            Derivation.Ratio ratio => Quotient(Of(ratio.Of), Of(ratio.Per)),
            Derivation.Growth growth => Quotient(Of(growth.Of), Of(growth.Against)),
            Derivation.Sum sum => Sum(sum.Parts.Select(Of)),
            Derivation.Combination sum => Weighed(sum.Parts, sum.WhenMissing),
            Derivation.Product product when product.Of.Count(part => Of(part) is not Course.Constant) == 1 => product.Of.Max(Of),
            Derivation.Stepped stepped => AtLeast(Course.Monotone, Of(stepped.Of)),
            Derivation.Mean mean => Weighed(mean.Parts, mean.WhenMissing),
            Derivation.Extreme extreme when extreme.Of.Count(part => Of(part) is not Course.Constant) == 1 => AtLeast(Course.Monotone, Weighed(extreme.Of, extreme.WhenMissing)),
            Derivation.Age => Course.Monotone,
            Derivation.Banded banded when IsStaircase(banded.Bands, metric) => AtLeast(Course.Monotone, Of(banded.Of)),
            Derivation.Choice choice when choice.Of.All(one => (one.When?.Tests.SelectMany(test => test.Looks) ?? []).All(name => Of(name) is Course.Constant)) =>
                AtLeast(Course.Monotone, choice.Of.Max(one => Of(one.Take))),
            _ => Course.Unknown,
        };
    }

    /// <summary>A share of two straight lines bends but never turns, as long as what it is a share of stays above zero; beyond that it is missing.</summary>
    private static Course Quotient(Course of, Course per) => (of, per) switch
    {
        (Course.Linear, Course.Constant) => Course.Linear,
        (<= Course.Linear, <= Course.Linear) => Course.Monotone,
        (Course.Monotone, Course.Constant) or (Course.Constant, Course.Monotone) => Course.Monotone,
        _ => Course.Unknown,
    };

    private static Course Sum(IEnumerable<Course> parts)
    {
        var moving = parts.Where(part => part is not Course.Constant).ToList();
        return moving.Count == 0 ? Course.Constant
            : moving.TrueForAll(part => part is Course.Linear) ? Course.Linear
            : moving.Count == 1 ? moving[0]
            : Course.Unknown;
    }

    /// <summary>A part that may go missing on the way makes the others weigh more at once.</summary>
    private Course Weighed(IReadOnlyList<string> parts, MissingPart whenMissing)
    {
        var sum = Sum(parts.Select(Of));
        return sum is Course.Monotone && whenMissing is not MissingPart.Missing ? Course.Unknown : sum;
    }

    private static Course AtLeast(Course least, Course course) => course > least ? course : least;

    /// <summary>Bands that are open on one side, each further than the one before, whose values only rise or only fall: the first that fits is then a step of a stair.</summary>
    private static bool IsStaircase(IReadOnlyList<Band> bands, Metric metric)
    {
        var bounded = bands.TakeWhile(band => band.Low is not null || band.High is not null).ToList();
        var ends = bounded.TrueForAll(band => band.Low is null) ? bounded.Select(band => band.High!.Number) // never null: each is bounded, and not on the other side
            : bounded.TrueForAll(band => band.High is null) ? bounded.Select(band => -band.Low!.Number)
            : null;
        var values = bands.Select(ValueOf).ToList();
        return bands.Count - bounded.Count <= 1 && ends is not null && Rises(ends) && (Rises(values) || Rises(values.Select(value => -value)));

        decimal ValueOf(Band band) => metric.IsNumber ? decimal.Parse(band.Value, CultureInfo.InvariantCulture) : metric.Values.ToList().IndexOf(band.Value);

        static bool Rises(IEnumerable<decimal> numbers) => numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
    }
}
