using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>The range of a band: <c>{ atMost: 2 % }</c>, <c>{ above: 2 %, atMost: 5 % }</c>, or <c>otherwise</c>.</summary>
internal static class BandReader
{
    public static Band? Read(Cursor cursor, string value, Metric of)
    {
        if (cursor.Raw == "otherwise") return new Band(value, null, null);
        if (cursor.Block(MetricForms.Band) is not { } fields) return null;
        var low = BoundOf(cursor, fields, "atLeast", "above", of);
        var high = BoundOf(cursor, fields, "atMost", "below", of);
        fields.RefuseOthers();
        if (low is null && high is null)
        {
            cursor.Mistake("no bound", MetricForms.Band.Expected);
            return null;
        }
        if (low?.Number > high?.Number) cursor.Mistake("a range that holds nothing", "a lower bound that is not above the upper one");
        return new Band(value, low, high);
    }

    private static Bound? BoundOf(Cursor cursor, Fields fields, string inclusive, string strict, Metric of)
    {
        var at = fields.Find(inclusive);
        var beyond = fields.Find(strict);
        if (at is not null && beyond is not null) cursor.Mistake($"both '{inclusive}' and '{strict}'", "one of them");
        return (at ?? beyond) is { } bound && LiteralReader.Number(bound, of) is { } number ? new Bound(number, at is not null) : null;
    }
}
