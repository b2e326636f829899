using TierFunctions.Domain.Rulings;

namespace TierFunctions.Pipeline.Rulings;

/// <summary>The record of exemptions and operators' decisions: who recorded what, and when. Entries are added, never changed.</summary>
public interface IRulings
{
    /// <summary>Keeps an entry. False where there is one with its id already; nothing is changed then.</summary>
    Task<bool> AddAsync(RulingEntry entry, CancellationToken cancellationToken);

    /// <summary>Every entry, ordered ordinally by id.</summary>
    Task<IReadOnlyList<RulingEntry>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>An exemption or a decision as it was recorded.</summary>
/// <param name="Id">The exemption's or decision's own id.</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Json">What <see cref="RulingCodec"/> wrote.</param>
public sealed record RulingEntry(string Id, string By, DateTimeOffset At, string Json)
{
    public static RulingEntry Of(Exemption exemption, string by, DateTimeOffset at) => new(exemption.Id, by, at, RulingCodec.Write(new RulingSet([exemption], [])));

    public static RulingEntry Of(OperatorDecision decision, DateTimeOffset at) => new(decision.Id, decision.By, at, RulingCodec.Write(new RulingSet([], [decision])));

    public RulingSet Read() => RulingCodec.Read(Json);
}
