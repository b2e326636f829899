using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Cases;

/// <summary>Asks for cases; what is null is not asked.</summary>
/// <param name="State">The name of a state.</param>
/// <param name="Person">Who looks after them.</param>
public sealed record FindCases(string? Programme = null, string? State = null, string? Person = null, bool Overdue = false);

/// <summary>A case with the policy by which it is worked on.</summary>
/// <param name="DueOn">The last day on which it may be in its state; null where there is none.</param>
public sealed record FoundCase(Case Case, Policy Policy, DateOnly? DueOn, bool IsOverdue)
{
    public static FoundCase Of(Case one, Policy policy, DateTimeOffset now) => new(one, policy, one.DueOn(policy), one.IsOverdue(policy, now));
}

/// <summary>Finds cases, by the versions of the programmes that are in force today.</summary>
public sealed class FindCasesHandler(ICases cases, IProgrammes programmes, TimeProvider time)
{
    /// <summary>The policies of the programmes that have cases, by programme.</summary>
    public async Task<IReadOnlyList<Policy>> PoliciesAsync(CancellationToken cancellationToken) =>
        [.. (await programmes.AllAsync(cancellationToken)).GroupBy(policy => policy.Programme).OrderBy(versions => versions.Key, StringComparer.Ordinal).Select(InForce).Where(policy => policy.Cases is not null)];

    /// <summary>The policy that a programme's cases are worked on by. Throws <see cref="PolicyNotFoundException"/> where it has none.</summary>
    public async Task<Policy> PolicyAsync(string programme, CancellationToken cancellationToken) =>
        await PoliciesAsync(cancellationToken) is var known && known.FirstOrDefault(policy => policy.Programme == programme) is { } found
            ? found
            : throw new PolicyNotFoundException($"There is no programme '{programme}' with cases; {(known.Count == 0 ? "no programme has any" : $"found {string.Join(", ", known.Select(policy => policy.Programme))}")}.");

    /// <summary>Ordered by key.</summary>
    public async Task<IReadOnlyList<FoundCase>> ListAsync(FindCases asked, CancellationToken cancellationToken)
    {
        var policies = asked.Programme is { } programme ? [await PolicyAsync(programme, cancellationToken)] : await PoliciesAsync(cancellationToken);
        var found = new List<FoundCase>();
        foreach (var policy in policies)
        {
            foreach (var one in Case.All(await cases.ListAsync(policy.Programme, cancellationToken)))
            {
                if (asked.State is { } state && one.State != state || asked.Person is { } person && one.Person != person) continue;
                var known = FoundCase.Of(one, policy, time.GetUtcNow());
                if (!asked.Overdue || known.IsOverdue) found.Add(known);
            }
        }
        return found;
    }

    /// <summary>One case with its log; null where there is none.</summary>
    public async Task<(FoundCase Case, IReadOnlyList<CaseEntry> Log)?> FindAsync(CaseKey key, CancellationToken cancellationToken)
    {
        var policy = await PolicyAsync(key.Programme, cancellationToken);
        var log = await cases.OfAsync(key, cancellationToken);
        return log.Count == 0 ? null : (FoundCase.Of(Case.Of(log), policy, time.GetUtcNow()), log);
    }

    /// <summary>The key of a case that somebody opens today.</summary>
    public CaseKey KeyOfToday(Policy policy, string store) => new(policy.Programme, store, policy.DayOf(time.GetUtcNow()).ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    // Of a programme that begins only later the first version: cases may be opened by hand before.
    private Policy InForce(IEnumerable<Policy> versions)
    {
        var known = versions.OrderBy(version => version.EffectiveFrom).ToList();
        return known.LastOrDefault(version => version.EffectiveFrom.FirstDay <= version.DayOf(time.GetUtcNow())) ?? known[0];
    }
}
