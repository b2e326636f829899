using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies;

namespace TierFunctions.App;

/// <summary>The policy documents of a folder. One unreadable document stops every use of the folder: nothing is judged by half of it.</summary>
public sealed class FolderPolicies(string directory) : IPolicies, IProgrammes
{
    // A run reads the document it was started under again at each step; it is nearly always the same one.
    private PolicyText? latest;

    public Task<PolicyText> InForceAsync(string programme, Period period, CancellationToken cancellationToken)
    {
        var folder = ReadFolder();
        if (folder.InForce(programme, period) is { Policy: { } policy } found) return Task.FromResult(latest = new PolicyText(policy, found.Text, found.Sha256));

        var versions = folder.Readings.Select(reading => reading.Policy).Where(candidate => candidate?.Programme == programme).ToList();
        if (versions.FirstOrDefault(version => version!.Cadence != period.Cadence) is { } other)
            throw new PolicyNotFoundException($"{programme} is assessed {other.Cadence.ToString().ToLowerInvariant()}; {period} is not such a period (a month is written 2026-07, a quarter 2026-Q3, a year 2026).");
        var known = folder.Readings.Select(reading => reading.Policy!.Programme).Distinct().Order(StringComparer.Ordinal); // no mistakes, so all were read
        throw new PolicyNotFoundException(versions.Count > 0
            ? $"No version of {programme} in {directory} judges {period}; the first one takes effect in {versions.MinBy(version => version!.EffectiveFrom.FirstDay)!.EffectiveFrom}."
            : $"There is no programme '{programme}' in {directory}; found {string.Join(", ", known)}.");
    }

    public Task<IReadOnlyList<Policy>> AllAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Policy>>([.. ReadFolder().Readings.Select(reading => reading.Policy!)]);   // no mistakes, so all were read

    public PolicyText Read(string text)
    {
        if (latest is { } known && known.Text == text) return known;
        var reading = PolicyDocument.Read(RunFile.Policy, text);
        return reading.Policy is { } policy
            ? latest = new PolicyText(policy, reading.Text, reading.Sha256)
            : throw new PolicyNotFoundException(string.Join('\n', reading.Mistakes));
    }

    private PolicyFolder ReadFolder()
    {
        if (!Directory.Exists(directory)) throw new PolicyNotFoundException($"There is no folder of policies at {directory}.");
        var folder = PolicyFolder.Read(directory);
        if (folder.Mistakes.Count > 0)
            throw new PolicyNotFoundException($"The policies in {directory} have mistakes:\n{string.Join('\n', folder.Mistakes.Select(mistake => $"  {mistake}"))}");
        return folder;
    }
}
