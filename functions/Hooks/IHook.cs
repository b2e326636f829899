using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks;

/// <summary>One way out: a provider, a server, a folder.</summary>
public interface IHook
{
    /// <summary>What records and logs call it.</summary>
    string Name { get; }

    string Channel { get; }

    /// <summary>Hands over a letter. Whatever is said is an answer; this throws only when cancelled.</summary>
    Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken);
}

/// <summary>What a provider puts up with.</summary>
/// <param name="PerMinute">The most letters a minute; null for no limit.</param>
public sealed record HookLimits(double? PerMinute = null)
{
    /// <summary>The share of failures, among the letters of a sampling time, from which the hook is left alone.</summary>
    public double FailureRatio { get; init; } = 0.9;

    public int LeastToJudge { get; init; } = 20;

    public TimeSpan Sampling { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long it is left alone then.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long after it has refused our key: somebody has to mend that.</summary>
    public TimeSpan BreakOfRefusedKey { get; init; } = TimeSpan.FromMinutes(5);
}
