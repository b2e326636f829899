using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>How a reading must stand to its limit: <c>atLeast: 4.6</c>, <c>between: [1, 5]</c>, <c>isNot: ordinary</c>, <c>meets: excellent</c>.</summary>
internal sealed class ComparisonReader(Declared<Metric> metrics, Declared<Standard> standards)
{
    private const string OneOf = "oneOf";
    private const string Meets = "meets";
    private const string Between = "between";

    private static readonly Dictionary<string, Comparison> Comparisons = Words.Of(
        ("atLeast", Comparison.AtLeast), ("above", Comparison.Above), ("atMost", Comparison.AtMost), ("below", Comparison.Below),
        ("is", Comparison.Is), ("isNot", Comparison.IsNot), (OneOf, Comparison.Is));

    /// <summary>What the check asks: one comparison, or the two that <c>between</c> stands for.</summary>
    public IReadOnlyList<(Comparison Comparison, LimitRule Limit)>? Read(Cursor cursor, Fields fields, Metric? metric, Surroundings around)
    {
        var written = Comparisons.Keys.Append(Between).Append(Meets).Select(word => (Word: word, Value: fields.Find(word))).Where(one => one.Value is not null).ToList();
        if (written is not [var (word, value)])
        {
            cursor.Mistake(
                written.Count == 0 ? "no comparison" : $"both {string.Join(" and ", written.Select(one => $"'{one.Word}'"))}",
                $"one of {string.Join(", ", Comparisons.Keys)}, {Between}, {Meets}");
            return null;
        }
        var standard = word == Meets ? standards.Find(value) : null;
        if (metric is null) return null;
        // Never null: only what is written was kept.
        if (word == Between) return OfBounds(value!, metric);
        return (word == Meets ? OfStandard(value!, standard, metric, around) : OfLiteral(word, value!, metric)) is { } asked ? [asked] : null;
    }

    /// <summary>One name or a list of them.</summary>
    public static Limit.Names? NamesOf(Cursor cursor, Metric metric)
    {
        if (cursor.AsList is not { } items) return LiteralReader.Name(cursor, metric) is { } only ? new Limit.Names([only]) : null;
        if (items.Count == 0) cursor.Mistake("an empty list", "at least one name");
        var names = items.Select(item => LiteralReader.Name(item, metric)).OfType<string>().ToList();
        return names.Count > 0 && names.Count == items.Count ? new Limit.Names(names) : null;
    }

    private (Comparison, LimitRule)? OfStandard(Cursor value, Standard? standard, Metric metric, Surroundings around)
    {
        if (!metric.IsOrdered)
        {
            value.Mistake($"'{Meets}' for {metric.Name}, a {Name(metric)}", "a metric with an order: a standard says how far along it to be");
            return null;
        }
        if (standard is null) return null;
        var isRelative = standard.Default.IsRelative || standard.Overrides.Any(exception => exception.Measure.IsRelative);
        if (isRelative && !around.AllowsPeers)
            value.Mistake("a limit that does not depend on peers: the population is settled before there are any benchmarks");
        else if (isRelative && CarriedMetrics.IsOne(metric, metrics))
            value.Mistake($"the standard {value.Found} for {metric.Name}", "a limit that does not depend on peers: the metric is known only when a store is judged");
        else if (isRelative && !metric.IsNumber)
        {
            value.Mistake(
                $"the standard {value.Found} for {metric.Name}, a {Name(metric)}", "a metric that is a number: only numbers have percentiles and means");
        }
        else
            return standard.For(metric);
        return null;
    }

    private List<(Comparison, LimitRule)>? OfBounds(Cursor value, Metric metric)
    {
        const string Expected = "two limits, both inclusive, such as [1, 5]";
        if (value.List(Expected) is not { } bounds) return null;
        if (bounds.Count != 2)
        {
            value.Mistake(Expected);
            return null;
        }
        if (OfLiteral("atLeast", bounds[0], metric) is not { } least || OfLiteral("atMost", bounds[1], metric) is not { } most) return null;
        if (least.Item2.Default is Limit.Fixed low && most.Item2.Default is Limit.Fixed high && low.Value > high.Value)
            bounds[1].Mistake("a limit that is not below the first");
        return [least, most];
    }

    private (Comparison, LimitRule)? OfLiteral(string word, Cursor value, Metric metric)
    {
        var comparison = Comparisons[word];
        if (!Fits(word, metric))
        {
            var fitting = Comparisons.Keys.Where(other => Fits(other, metric));
            value.Mistake($"'{word}' for {metric.Name}, a {Name(metric)}", $"one of {string.Join(", ", fitting)}");
            return null;
        }
        if (word == OneOf && value.AsList is null)
        {
            value.Mistake("a list of names");
            return null;
        }
        var limit = metric.IsNamed && (word == OneOf || comparison is Comparison.IsNot)
            ? NamesOf(value, metric)
            : LimitReader.Read(value, metric, metrics);
        // A flag has two values, so "is not yes" is "is no".
        if (limit is Limit.Fixed flag && comparison is Comparison.IsNot) return (Comparison.Is, LimitRule.Of(new Limit.Fixed(1 - flag.Value)));
        return limit is null ? null : (comparison, LimitRule.Of(limit));
    }

    private static bool Fits(string word, Metric metric) => Comparisons[word] switch
    {
        Comparison.Is when word == OneOf => metric.IsNamed,
        Comparison.Is => true,
        Comparison.IsNot => metric.IsNamed || metric.Kind is MetricKind.Flag,
        _ => metric.IsOrdered,
    };

    private static string Name(Metric metric) => metric.Kind.ToString().ToLowerInvariant();
}
