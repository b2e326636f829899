using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies.Linting;

/// <summary>What a policy reads of other programmes, held against the documents beside it.</summary>
internal static class LinkLint
{
    public static IEnumerable<LintFinding> Findings(PolicyReading reading, IReadOnlyList<PolicyReading> beside)
    {
        foreach (var mistake in PolicyFolder.LinkMistakes(reading, beside))
            yield return new LintFinding(mistake.File, mistake.Line, Severity.Error, mistake.Path, $"found {mistake.Found}, expected {mistake.Expected}");
        foreach (var link in reading.Links)
        {
            var whose = beside.Any(other => other.Policy is { Subject: Subject.Product } policy && policy.Programme == link.Source.Programme) ? "a store with a product" : "a store";
            var tiers = beside.Select(other => other.Policy).Where(policy => policy?.Programme == link.Source.Programme).SelectMany(policy => policy!.Ladder).Select(tier => tier.Name).Distinct().ToList(); // never null: it has a programme
            if (tiers.Count == 0 && link.Source.OrSupplied)
                yield return Found(link, Severity.Info, $"no document beside this one has the programme '{link.Source.Programme}', so only the column '{link.Metric}' can say it");
            var isCount = reading.Policy?.Metrics[reading.Policy.SlotOf(link.Metric)].Kind is MetricKind.Count;
            foreach (var tier in isCount ? [] : tiers.Where(tier => !link.Names.Contains(tier, StringComparer.Ordinal)))
                yield return Found(link, Severity.Warning, $"{link.Source.Programme} has the tier '{tier}', which is no name of {link.Metric}: the reading of {whose} that holds it is missing");
        }

        LintFinding Found(ProgrammeLink link, Severity severity, string why) => new(reading.File, link.Line, severity, link.Path, why);
    }
}
