using TierFunctions.Domain.Programmes;
using TierFunctions.Domain.Results;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies;

/// <summary>Whether what policies read of each other can be read: programmes, their periods and tiers, and that none is read in a circle.</summary>
internal static class ProgrammeLinks
{
    public static IEnumerable<PolicyMistake> Mistakes(IReadOnlyList<PolicyReading> readings)
    {
        var policies = readings.Select(reading => reading.Policy).OfType<Policy>().ToList();
        var programmes = policies.Select(policy => policy.Programme).Distinct().Order(StringComparer.Ordinal).ToList();
        return readings.SelectMany(reading => reading.Links.SelectMany(link => Mistakes(reading, link, policies, programmes))).Concat(Circles(readings));
    }

    /// <summary>A programme that is not there is a mistake only where nothing stands in for what it would say.</summary>
    private static IEnumerable<PolicyMistake> Mistakes(PolicyReading reading, ProgrammeLink link, List<Policy> policies, List<string> programmes)
    {
        var versions = policies.Where(policy => policy.Programme == link.Source.Programme).ToList();
        if (versions.Count == 0)
        {
            if (!link.Source.OrSupplied)
                yield return Mistake("programme", $"'{link.Source.Programme}'", $"a programme of this folder, one of {string.Join(", ", programmes)}{CloseName.To(link.Source.Programme, programmes)}; or 'otherwise: supplied'");
            yield break;
        }
        var cadence = link.Source.Over.Cadence ?? reading.Policy!.Cadence; // links are of documents without mistakes
        if (versions.Find(version => version.Cadence != cadence) is { } other)
            yield return Mistake("over", $"periods that are {Word(cadence)}", $"periods that are {Word(other.Cadence)}: so {other.Programme} is assessed");
        foreach (var mistake in OfSubjects(reading.Policy!, link.Source, versions[0])) yield return Mistake(mistake.Field, mistake.Found, mistake.Expected); // as above
        var tiers = versions.SelectMany(version => version.Ladder).Select(tier => tier.Name).Distinct().ToList();
        foreach (var name in link.Names.Where(name => !tiers.Contains(name, StringComparer.Ordinal)))
            yield return Mistake(link.Source.Products.Count > 0 ? "products" : link.Source.Counted.Count > 0 ? "counts" : "programme", $"the tier '{name}'", $"a tier of {link.Source.Programme}, one of {string.Join(", ", tiers)}{CloseName.To(name, tiers)}");

        PolicyMistake Mistake(string field, string found, string expected) => new(reading.File, link.Line, $"{link.Path}.{field}", found, expected);
    }

    /// <summary>What can be read of stores and what of products: a programme keeps its subject, so that one of its versions says it.</summary>
    private static IEnumerable<(string Field, string Found, string Expected)> OfSubjects(Policy reader, ResultSource source, Policy read)
    {
        if (read.Subject is not Subject.Product)
        {
            if (source.Products.Count > 0) yield return ("products", $"products of {read.Programme}, which judges stores", "counts: the tiers whose periods are counted");
            yield break;
        }
        if (reader.Subject is Subject.Product) yield return ("programme", $"{read.Programme}, which judges products as this programme does", "a programme that judges stores");
        else if (source.Counted.Count > 0) yield return ("counts", $"periods of {read.Programme}, which judges products", "products: the tiers whose products are counted");
        else if (source is { Products.Count: 0, Take: ResultTake.Last }) yield return ("take", $"the last tier of {read.Programme}, of which a store has as many as products", "take: worst or best, of a level, or a count of products");
    }

    /// <summary>Each circle once, at the first of its documents. Versions that are never in force together make none.</summary>
    private static IEnumerable<PolicyMistake> Circles(IReadOnlyList<PolicyReading> readings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var day in readings.Select(reading => reading.Policy?.EffectiveFrom.FirstDay).Distinct().Order())
        {
            var inForce = readings.Where(reading => reading.Policy?.EffectiveFrom.FirstDay <= day)
                .GroupBy(reading => reading.Policy!.Programme, StringComparer.Ordinal) // never null: it takes effect on a day
                .ToDictionary(programme => programme.Key, programme => programme.MaxBy(reading => reading.Policy!.EffectiveFrom.FirstDay)!, StringComparer.Ordinal); // a group has one
            foreach (var start in inForce.Values.Where(reading => reading.Links.Count > 0).OrderBy(reading => reading.File, StringComparer.Ordinal))
            {
                foreach (var link in start.Links)
                {
                    if (PathTo(start.Policy!.Programme, link.Source.Programme, inForce, []) is not { } path) continue; // as above
                    if (known.Add(string.Join(' ', path.Order(StringComparer.Ordinal))))
                        yield return new PolicyMistake(start.File, link.Line, $"{link.Path}.programme", $"a circle: {string.Join(" -> ", path.Prepend(start.Policy.Programme))}", "programmes that do not read each other in a circle");
                }
            }
        }
    }

    /// <summary>The programmes on the way from one to another, both ends included; null where there is no way.</summary>
    private static IReadOnlyList<string>? PathTo(string wanted, string from, Dictionary<string, PolicyReading> inForce, HashSet<string> seen)
    {
        if (from == wanted) return [from];
        if (!seen.Add(from) || !inForce.TryGetValue(from, out var reading)) return null;
        foreach (var link in reading.Links)
        {
            if (PathTo(wanted, link.Source.Programme, inForce, seen) is { } rest) return [from, .. rest];
        }
        return null;
    }

    internal static string Word(Domain.Calendar.Cadence cadence) => Language.Words.Cadences.First(word => word.Value == cadence).Key;
}
