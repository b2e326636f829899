namespace TierFunctions.Pipeline.Check;

/// <summary>A what-if that somebody asked to have kept: a record of its own, which no run, outcome or standing ever reads.</summary>
/// <param name="Id">Made of who asked and of all that the answer follows from, so that the same question is one record.</param>
/// <param name="Programme">With <paramref name="PolicyVersion"/>, the version that judged.</param>
/// <param name="BenchmarksOf">The run whose frozen benchmarks were the limits; null where there was none.</param>
/// <param name="By">Who asked.</param>
/// <param name="At">When it was asked first.</param>
/// <param name="Readings">As they were sent: a JSON object, its names in order.</param>
/// <param name="Answer">As it was given: a JSON object.</param>
public sealed record KeptCheck(
    string Id, string Store, string Programme, string PolicyVersion, string? BenchmarksOf, string By, DateTimeOffset At, string Readings, string Answer);

/// <summary>What-ifs that were asked to be kept. Each is kept once and never changed.</summary>
public interface IKeptChecks
{
    /// <summary>Keeps a check; of several with one id the first. Says what is kept, and whether it is this one.</summary>
    Task<(KeptCheck Kept, bool IsNew)> KeepAsync(KeptCheck check, CancellationToken cancellationToken);

    Task<KeptCheck?> FindAsync(string id, CancellationToken cancellationToken);
}
