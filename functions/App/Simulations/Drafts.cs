using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies;

namespace TierFunctions.App.Simulations;

/// <summary>A policy that is to be tried out, or why it cannot be: its mistakes, or none where it is not known at all.</summary>
public sealed record Draft(PolicyText? Policy, IReadOnlyList<PolicyMistake> Mistakes);

/// <summary>Finds what is to be tried out: a text that somebody sends, or a version among the policies, in force or not yet.</summary>
public sealed class Drafts(IProgrammes programmes, IPolicies policies)
{
    private const string File = "policy.yaml";

    public static Draft Read(string text)
    {
        var reading = PolicyDocument.Read(File, text);
        return new Draft(reading.Policy is { } policy && reading.Mistakes.Count == 0 ? new PolicyText(policy, reading.Text, reading.Sha256) : null, reading.Mistakes);
    }

    public async Task<Draft> FindAsync(string programme, string version, CancellationToken cancellationToken)
    {
        var known = (await programmes.AllAsync(cancellationToken)).FirstOrDefault(policy => policy.Programme == programme && policy.Version == version);
        return new Draft(known is null ? null : await policies.InForceAsync(known.Programme, known.EffectiveFrom, cancellationToken), []);
    }
}
