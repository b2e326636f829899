using System.Globalization;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Policies.Language;

/// <summary>A policy's own tests: <c>{ name: at every limit, readings: { orders: 100 }, expect: gold }</c>.</summary>
internal sealed class PolicyTestReader(Declared<Metric> metrics, Declared<Standard> standards, IReadOnlyList<string> tiers, IReadOnlyList<SideLadder> ladders, Cadence? cadence)
{
    private static readonly Dictionary<string, Status> Statuses = Words.Of(
        ("not eligible", Status.NotEligible), ("not assessed", Status.NotAssessed), ("not evaluable", Status.NotEvaluable));

    private readonly List<PolicyTest> rows = [];

    /// <summary>The rows read so far.</summary>
    public IReadOnlyList<PolicyTest> Rows => rows;

    /// <param name="file">The document that they stand in, where it is not the policy's own.</param>
    public void ReadAll(Cursor? cursor, string? file = null)
    {
        foreach (var item in cursor?.List("a list of test rows") ?? [])
        {
            if (Read(item) is not { } read) continue;
            var row = read with { File = file };
            if (rows.FirstOrDefault(other => other.Name == row.Name) is { } same) item.Mistake($"the row '{row.Name}' again", $"a name of its own; the first is on line {same.Line}{(same.File == file ? "" : " of the policy")}");
            rows.Add(row);
        }
    }

    private PolicyTest? Read(Cursor cursor)
    {
        if (cursor.Block(PolicyForms.Test) is not { } fields) return null;
        var name = fields.Require("name")?.Text("what the row shows");
        var readings = Readings(fields.Require("readings"));
        var peers = Peers(fields.Find("peers"));
        var (before, since, carried) = new PolicyTestStandingReader(metrics, tiers).Read(fields.Find("before"));
        var periodAt = fields.Find("period");
        var period = periodAt?.Period();
        if (period is { } judged && judged.Cadence != (cadence ?? judged.Cadence)) periodAt!.Mistake("a period of the policy's cadence"); // never null: it was read
        var expect = fields.Require("expect");
        var status = Statuses.TryGetValue(expect?.Raw ?? "", out var other) ? other : Status.Assessed;
        var tier = status is Status.Assessed ? expect?.Tier([.. tiers, .. Statuses.Keys]) : null;
        var earned = fields.Find("earned")?.Tier(tiers);
        var by = fields.Find("by")?.Choice(Words.MovedBy);
        var because = fields.Find("because") is { } reasons ? Because(reasons) : null;
        var sides = Sides(fields.Find("ladders"));
        fields.RefuseOthers();
        return name is null || readings is null || status is Status.Assessed && tier is null
            ? null
            : new PolicyTest(name, cursor.Line, readings, peers, before, period, status, tier, because, sides)
            {
                Since = since, Carried = carried, Earned = earned, By = by,
            };
    }

    private Dictionary<string, string>? Readings(Cursor? cursor)
    {
        if (cursor?.Named("readings by metric") is not { } values) return null;
        var readings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (!metrics.Names.Contains(name, StringComparer.Ordinal)) value.Mistake($"the metric '{name}'", "a declared metric" + CloseName.To(name, metrics.Names));
            if (metrics.Get(name) is not { } metric) continue;
            if (!metric.IsGiven) value.Mistake($"'{name}', which is computed", "readings of what it is computed from");
            else if (value.Raw == "missing") continue;
            else if (metric.Kind is MetricKind.Text) readings[name] = value.Raw ?? "";
            else if (LiteralReader.Reading(value, metric) is { } reading) readings[name] = reading;
        }
        return readings;
    }

    private List<PeerFigure> Peers(Cursor? cursor)
    {
        var figures = new List<PeerFigure>();
        foreach (var (name, value) in cursor?.Named("what peers showed by metric, such as { sales: { p90: 30000, mean: 12000 } }") ?? [])
        {
            if (!metrics.Names.Contains(name, StringComparer.Ordinal)) value.Mistake($"the metric '{name}'", "a declared metric" + CloseName.To(name, metrics.Names));
            foreach (var (figure, number) in value.Named("figures such as { p90: 30000, mean: 12000 }") ?? [])
            {
                if (!IsFigure(figure)) number.Mistake($"the figure '{figure}'", "mean, median, leader, a percentile such as p90, a place such as rank-100, or a standard's name" + CloseName.To(figure, standards.Names));
                else if (number.Number("a number") is { } shown) figures.Add(new PeerFigure(name, figure, shown));
            }
        }
        return figures;
    }

    private bool IsFigure(string figure) =>
        figure is "mean" or "median" or "leader" || standards.Names.Contains(figure, StringComparer.Ordinal)
        || figure.StartsWith(Bench.Rank, StringComparison.Ordinal) && int.TryParse(figure.AsSpan(Bench.Rank.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place > 0
        || figure.StartsWith('p') && Numeral.Read(figure[1..], out _) is >= 0 and <= 100;

    private static List<string>? Because(Cursor cursor) =>
        cursor.List("a list of ids") is { } items ? [.. items.Select(item => item.Text("an id")).OfType<string>()] : null;

    private Dictionary<string, string> Sides(Cursor? cursor)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in cursor?.Named("tiers by ladder") ?? [])
        {
            if (ladders.FirstOrDefault(ladder => ladder.Name == name) is not { } ladder) value.Mistake($"the ladder '{name}'", "a ladder of this policy");
            else if (value.Tier([.. ladder.Tiers.Append(ladder.Otherwise).Select(tier => tier.Name)]) is { } tier) expected[name] = tier;
        }
        return expected;
    }
}
