using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Remind;

/// <summary>Where all stores of a programme would stand if the open period were judged now, or why nobody can say.</summary>
/// <param name="Period">The period that is under way.</param>
public abstract record StoresProjection(RunKey BenchmarksOf, Period Period)
{
    public sealed record Judged(RunKey BenchmarksOf, Period Period, ProjectionSums Sums, IReadOnlyList<StoreAtRisk> AtRisk) : StoresProjection(BenchmarksOf, Period);

    public sealed record Impossible(RunKey BenchmarksOf, Period Period, string Reason) : StoresProjection(BenchmarksOf, Period);
}

/// <summary>A store that would lose its tier.</summary>
/// <param name="Projected">The tier that it would hold.</param>
public sealed record StoreAtRisk(string Store, string Tier, string Projected);

/// <summary>Rows read are those accepted and those quarantined; stores that hold a tier are safe, at risk, not to be judged or without a row.</summary>
/// <param name="Holders">Stores that hold a tier above the default one.</param>
/// <param name="Unknown">Holders of which nobody can say it, because readings are missing or the policy does not assess them.</param>
/// <param name="Absent">Holders without a row.</param>
/// <param name="Owed">Notices that this projection owes for the first time.</param>
/// <param name="Told">Notices that an earlier projection of the period owed already.</param>
/// <param name="Withdrawn">Notices that an earlier projection owed and that were not sent yet, of stores that are out of danger now.</param>
public sealed record ProjectionSums(
    long Read = 0, long Accepted = 0, long Quarantined = 0, long Holders = 0, long Safe = 0, long AtRisk = 0, long Unknown = 0, long Absent = 0, long Owed = 0, long Told = 0, long Withdrawn = 0)
{
    public static ProjectionSums operator +(ProjectionSums left, ProjectionSums right) => new(
        left.Read + right.Read, left.Accepted + right.Accepted, left.Quarantined + right.Quarantined, left.Holders + right.Holders, left.Safe + right.Safe,
        left.AtRisk + right.AtRisk, left.Unknown + right.Unknown, left.Absent + right.Absent, left.Owed + right.Owed, left.Told + right.Told, left.Withdrawn + right.Withdrawn);
}
