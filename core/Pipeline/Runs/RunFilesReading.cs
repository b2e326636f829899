using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Rulings;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Rulings;

namespace TierFunctions.Pipeline.Runs;

/// <summary>Reading small files of a run whole.</summary>
public static class RunFilesReading
{
    /// <summary>Throws <see cref="FileNotFoundException"/> where there is none.</summary>
    public static async Task<byte[]> ReadAllAsync(this IRunFiles files, RunKey run, string name, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(run, name, cancellationToken) ?? throw new FileNotFoundException($"Run {run} has no {name}.", name);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>The chunks of a run that has been ingested, as they were sealed.</summary>
    public static async Task<IReadOnlyList<Chunk>> ReadChunksAsync(this IRunFiles files, RunKey run, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await files.ReadAllAsync(run, RunFile.Chunks, cancellationToken), IngestJson.Default.ChunkArray) ?? [];

    /// <summary>The exemptions and decisions that were pinned with a run.</summary>
    public static async Task<RulingSet> ReadRulingsAsync(this IRunFiles files, Run run, CancellationToken cancellationToken)
    {
        if (run.RulingsSha256 is null) return RulingSet.None;
        var bytes = await files.ReadAllAsync(run.Key, RunFile.Rulings, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == run.RulingsSha256
            ? RulingCodec.Read(Encoding.UTF8.GetString(bytes))
            : throw new InvalidOperationException($"The rulings kept with {run.Key} are not those that were pinned.");
    }

    /// <summary>What cases said when the run was made.</summary>
    public static async Task<IReadOnlyList<CaseResult>> ReadCasesAsync(this IRunFiles files, Run run, CancellationToken cancellationToken)
    {
        if (run.CasesSha256 is null) return [];
        var bytes = await files.ReadAllAsync(run.Key, RunFile.Cases, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == run.CasesSha256
            ? CaseResultsCodec.Read(bytes)
            : throw new InvalidOperationException($"The results of cases kept with {run.Key} are not those that were pinned.");
    }

    /// <summary>The policy that judges a run, as it was pinned.</summary>
    public static async Task<PolicyText> ReadPolicyAsync(this IRunFiles files, IPolicies policies, Run run, CancellationToken cancellationToken)
    {
        var policy = policies.Read(Encoding.UTF8.GetString(await files.ReadAllAsync(run.Key, RunFile.Policy, cancellationToken)));
        return policy.Sha256 == run.PolicySha256
            ? policy
            : throw new InvalidOperationException($"The policy kept with {run.Key} has the SHA-256 {policy.Sha256}, but {run.PolicySha256} was pinned.");
    }
}
