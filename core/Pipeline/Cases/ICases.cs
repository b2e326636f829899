using TierFunctions.Domain.Cases;

namespace TierFunctions.Pipeline.Cases;

/// <summary>The log of cases: who did what, and when. Entries are added, never changed.</summary>
public interface ICases
{
    /// <summary>Adds an entry. False where the case has one with its number already; nothing is changed then.</summary>
    Task<bool> AddAsync(CaseEntry entry, CancellationToken cancellationToken);

    /// <summary>Every entry of a case, in their order; none where there is no such case.</summary>
    Task<IReadOnlyList<CaseEntry>> OfAsync(CaseKey key, CancellationToken cancellationToken);

    /// <summary>Every entry of a programme's cases, ordered ordinally by case and then by number.</summary>
    Task<IReadOnlyList<CaseEntry>> ListAsync(string programme, CancellationToken cancellationToken);
}
