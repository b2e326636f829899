using TierFunctions.Domain.Calendar;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies;

namespace TierFunctions.Pipeline.Tests;

/// <summary>Policies that are texts; the last one put under a programme's name is in force.</summary>
internal sealed class TextPolicies : IPolicies
{
    private readonly Dictionary<string, PolicyText> policies = new(StringComparer.Ordinal);

    public void Put(string text)
    {
        var policy = Read(text);
        policies[policy.Policy.Programme] = policy;
    }

    public Task<PolicyText> InForceAsync(string programme, Period period, CancellationToken cancellationToken) =>
        Task.FromResult(policies.GetValueOrDefault(programme) ?? throw new PolicyNotFoundException($"There is no programme '{programme}'."));

    public PolicyText Read(string text)
    {
        var reading = PolicyDocument.Read("policy.yaml", text);
        return new PolicyText(reading.Policy ?? throw new PolicyNotFoundException(string.Join('\n', reading.Mistakes)), reading.Text, reading.Sha256);
    }
}
