using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Results;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>
/// What a metric reads of earlier periods of its own programme: <c>earlier: { of: sales, ago: 1 year }</c>. As it reads only metrics
/// that are declared above it, none is read in a circle.
/// </summary>
/// <param name="results">Knows the policy's programme and periods.</param>
internal sealed class EarlierReader(Declared<Metric> declared, ResultReader results)
{
    private const string Part = "a metric declared above this one, of which an earlier reading is read";

    public Derivation.OfProgramme? Read(Cursor cursor, Metric metric, MissingPart whenMissing)
    {
        if (cursor.Block(ResultForms.Earlier) is not { } fields) return null;
        var ofAt = fields.Require("of");
        var of = declared.Find(ofAt, Part);
        var agoAt = fields.Find("ago");
        var lastAt = fields.Find("last");
        var takeAt = fields.Find("take");
        var ago = agoAt is null ? null : PeriodsOf(agoAt);
        var last = lastAt?.Whole("how many periods", 1, ResultForms.Many);
        var take = takeAt?.Choice(Words.TakesOfReadings);
        var orSupplied = fields.Find("otherwise")?.Choice(Words.Supplied) ?? false;
        fields.RefuseOthers();

        if (results.IsOnDemand) cursor.Mistake("an earlier period of a programme that is assessed on demand", "a cadence by which one period follows the other");
        if (agoAt is null == lastAt is null) cursor.Mistake(agoAt is null ? "neither 'ago' nor 'last'" : "both 'ago' and 'last'", ResultForms.Earlier.Expected);
        else if (lastAt is null) takeAt?.Mistake("no such field: there is only one reading");
        else if (takeAt is null) cursor.Mistake("'last' without 'take'", $"take: what the readings come to: {string.Join(", ", Words.TakesOfReadings.Keys)}");
        if (take is { } taken) Check(taken, takeAt!, metric); // never null: it was read
        if (of is null || !IsLike(of, metric, ofAt!) || results.Own is not { } own) return null; // never null: the metric was found by it
        ResultSpan? over = ago is { } periods ? new ResultSpan { Ago = periods } : last is { } several && take is not null ? new ResultSpan(Last: several) { Ago = 1 } : null;
        return over is null ? null : new Derivation.OfProgramme(new ResultSource(own, over, take ?? ResultTake.Last, MissingPart: whenMissing, OrSupplied: orSupplied) { Reading = of.Name });
    }

    /// <summary>The bounds of what is read: those of the metric that it is a reading of. A sum of several has only the lower one, and that at 0.</summary>
    public static (decimal? Least, decimal? Most) RangeOf(Derivation? derivation, Declared<Metric> declared, Metric metric)
    {
        if (derivation is not Derivation.OfProgramme { Source: { Reading: { } reading } source } || declared.Get(reading) is not { } of) return (null, null);
        var (least, most) = source.Take is ResultTake.Sum ? (of.Minimum >= 0 ? 0 : null, null) : (of.Minimum, of.Maximum);
        return (Fit(least), Fit(most));

        // What is as good as no bound need not fit beside more decimal places.
        decimal? Fit(decimal? bound) => bound is { } number && metric.Codec.ToUnits(number) is not null ? number : null;
    }

    /// <summary>How many periods ago.</summary>
    private int? PeriodsOf(Cursor cursor)
    {
        if (cursor.Text(ResultForms.Agos) is not { } text) return null;
        if (text.Split(' ') is not [var number, var unit]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > ResultForms.Longest)
        {
            cursor.Mistake(ResultForms.Agos);
            return null;
        }
        if (unit is ResultForms.Period or ResultForms.Period + "s") return count;
        if (!Words.Single.TryGetValue(unit, out var length) && !Words.Several.TryGetValue(unit, out length))
        {
            cursor.Mistake(ResultForms.Agos);
            return null;
        }
        if (results.EffectiveFrom is not { } period) return null;
        if (period.CountIn(count, length) is { } periods) return periods;
        cursor.Mistake($"a whole number of periods, such as 1 period: the programme is assessed {ProgrammeLinks.Word(period.Cadence)}");
        return null;
    }

    private static void Check(ResultTake take, Cursor cursor, Metric metric)
    {
        if (take is ResultTake.Mean && metric.Kind is MetricKind.Count) cursor.Mistake("min, max or sum: a count is whole");
        else if (take is ResultTake.Mean or ResultTake.Sum && !metric.IsNumber) cursor.Mistake($"min or max: a {Name(metric)} is no number");
        else if (!metric.IsOrdered) cursor.Mistake($"ago: a {Name(metric)} has no order");
    }

    private static bool IsLike(Metric of, Metric metric, Cursor cursor)
    {
        if (of.Kind != metric.Kind || of.Kind is MetricKind.Amount && of.Unit != metric.Unit)
            cursor.Mistake($"'{of.Name}', a {Name(of)}{(of.Kind is MetricKind.Amount ? $" in {of.Unit}" : "")}", "a metric of the same kind and currency as the one that reads it");
        else if (of.Decimals > metric.Decimals)
            cursor.Mistake(string.Create(CultureInfo.InvariantCulture, $"'{of.Name}' with {of.Decimals} decimal places"), string.Create(CultureInfo.InvariantCulture, $"at most this metric's {metric.Decimals}: nothing is rounded"));
        else if (of.IsNamed && !of.Values.SequenceEqual(metric.Values, StringComparer.Ordinal))
            cursor.Mistake($"'{of.Name}' with other names", $"a metric with the names {string.Join(", ", metric.Values)}");
        else return true;
        return false;
    }

    private static string Name(Metric metric) => metric.Kind.ToString().ToLowerInvariant();
}
