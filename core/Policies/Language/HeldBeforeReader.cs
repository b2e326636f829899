using TierFunctions.Domain.Metrics;
using TierFunctions.Policies.Documents;
using TierFunctions.Policies.Forms;

namespace TierFunctions.Policies.Language;

/// <summary>Where a store's tier before its first assessment stands: <c>{ tier: previous_tier, since: silver_since }</c>.</summary>
internal sealed class HeldBeforeReader(Declared<Metric> metrics)
{
    /// <param name="ladder">The names that the tier's metric may take: the tiers and the default one.</param>
    public (string? Tier, string? Since) Read(Cursor? cursor, IReadOnlyCollection<string> ladder)
    {
        if (cursor?.Block(PolicyForms.HeldBefore) is not { } fields) return (null, null);
        var tier = TierOf(fields.Require("tier"), ladder);
        var since = SinceOf(fields.Find("since"));
        fields.RefuseOthers();
        return (tier, since);
    }

    private string? TierOf(Cursor? cursor, IReadOnlyCollection<string> ladder)
    {
        if (metrics.Find(cursor, "a declared category of tiers") is not { } metric || cursor is null) return null;
        if (metric.Kind is not MetricKind.Category || metric.Values.Count == 0)
            cursor.Mistake($"'{metric.Name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a category that lists its values, each a tier");
        foreach (var value in metric.Values.Where(value => !ladder.Contains(value)))
            cursor.Mistake($"'{metric.Name}' with the value '{value}'", $"values among {string.Join(", ", ladder)}{CloseName.To(value, ladder)}");
        return metric.Name;
    }

    private string? SinceOf(Cursor? cursor)
    {
        if (metrics.Find(cursor, "a declared date") is not { } metric || cursor is null) return null;
        if (metric.Kind is not MetricKind.Date) cursor.Mistake($"'{metric.Name}', a {metric.Kind.ToString().ToLowerInvariant()}", "a date");
        return metric.Name;
    }
}
