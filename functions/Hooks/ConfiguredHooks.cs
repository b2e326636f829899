using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks;

/// <summary>
/// The hooks of a deployment, several to a channel in the order of preference. The next one is asked only where the one before
/// certainly did not take a letter: after a lost answer it is the same hook that gets the same letter again.
/// </summary>
public sealed class ConfiguredHooks : IHooks
{
    /// <summary>How the log's event begins that an alert asks for.</summary>
    public const string KeyRefused = "A provider refuses our key.";

    private readonly List<GuardedHook> hooks;
    private readonly TimeProvider time;

    public ConfiguredHooks(IEnumerable<(IHook Hook, HookLimits Limits)> hooks, TimeProvider time, ILogger<ConfiguredHooks>? logger = null)
    {
        this.time = time;
        this.hooks = [.. hooks.Select(one => new GuardedHook(one.Hook, one.Limits, time, logger ?? NullLogger<ConfiguredHooks>.Instance))];
    }

    public IReadOnlyList<HookTrouble> Troubles => [.. hooks.Select(hook => hook.Trouble).OfType<HookTrouble>()];

    public bool Has(string channel) => hooks.Exists(hook => hook.Channel == channel);

    public HookAnswer.Busy? FreeAt(string channel)
    {
        HookAnswer.Busy? earliest = null;
        foreach (var hook in hooks.Where(hook => hook.Channel == channel))
        {
            if (hook.FreeAt() is not { } free) return null;
            if (earliest is null || free.Until < earliest.Until) earliest = free;
        }
        return earliest;
    }

    public async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        HookAnswer? last = null;
        foreach (var hook in hooks.Where(hook => hook.Channel == letter.Channel))
        {
            if (await hook.TrySendAsync(letter, cancellationToken) is not { } answer) continue;
            if (answer is not HookAnswer.Failed { MayHaveArrived: false }) return answer;
            last = answer;
        }
        return last ?? FreeAt(letter.Channel) ?? new HookAnswer.Busy(time.GetUtcNow().AddSeconds(1));
    }
}
