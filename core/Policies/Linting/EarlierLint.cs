using System.Globalization;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;

namespace TierFunctions.Policies.Linting;

/// <summary>What a policy reads of periods that an earlier version of it judged: whether that version has such readings.</summary>
internal static class EarlierLint
{
    public static IEnumerable<(string Where, Severity Severity, string Why)> Findings(Policy policy, IReadOnlyList<PolicyReading> beside)
    {
        var versions = beside.Select(other => other.Policy).OfType<Policy>().Where(other => other.Programme == policy.Programme && other.Cadence == policy.Cadence && other.EffectiveFrom < policy.EffectiveFrom).ToList();
        foreach (var metric in policy.Metrics)
        {
            if (metric.Derivation is not Derivation.OfProgramme { Source: { Reading: { } reading } source }) continue;
            var read = source.Over.Of(policy.EffectiveFrom).Select(period => versions.Where(version => version.EffectiveFrom <= period).MaxBy(version => version.EffectiveFrom)).OfType<Policy>().Distinct();
            foreach (var version in read)
            {
                if (Objection(version, reading, metric) is { } why)
                    yield return ($"metrics.{metric.Name}.earlier", Severity.Warning, $"version {version.Version}, which judged before, {why}: {metric.Name} is missing until this version has judged {Words(source)}");
            }
        }
    }

    private static string? Objection(Policy version, string name, Metric reader) => version.Metrics.FirstOrDefault(metric => metric.Name == name) switch
    {
        null => $"has no metric {name}",
        var kept when kept.Kind != reader.Kind || kept.Unit != reader.Unit => $"has {name} as another kind or in another currency or unit",
        var kept when kept.Decimals > reader.Decimals => string.Create(CultureInfo.InvariantCulture, $"has {name} with {kept.Decimals} decimal places"),
        _ => null,
    };

    private static string Words(ResultSource source) =>
        (source.Over.Last ?? source.Over.Ago) is var periods && periods == 1 ? "a period" : string.Create(CultureInfo.InvariantCulture, $"{periods} periods");
}
