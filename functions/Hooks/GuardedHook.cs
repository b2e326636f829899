using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks;

/// <summary>A hook under its limits: not faster than its provider allows, and left alone for a while once it fails nearly always or refuses our key.</summary>
internal sealed partial class GuardedHook
{
    private readonly IHook hook;
    private readonly HookLimits limits;
    private readonly Pace pace;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<HookAnswer> circuit;
    private readonly Lock gate = new();
    private DateTimeOffset closed = DateTimeOffset.MinValue;
    private HookTrouble? trouble;

    public GuardedHook(IHook hook, HookLimits limits, TimeProvider time, ILogger logger)
    {
        this.hook = hook;
        this.limits = limits;
        this.time = time;
        this.logger = logger;
        pace = new Pace(limits.PerMinute, time);
        circuit = new ResiliencePipelineBuilder<HookAnswer> { TimeProvider = time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<HookAnswer>
        {
            FailureRatio = limits.FailureRatio,
            MinimumThroughput = limits.LeastToJudge,
            SamplingDuration = limits.Sampling,
            BreakDuration = limits.Break,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is HookAnswer.Failed),
            OnOpened = arguments =>
            {
                if (Begin(HookTrouble.ProviderDown)) LogDown(hook.Name, hook.Channel, (arguments.Outcome.Result as HookAnswer.Failed)?.Reason);
                LeaveAlone(arguments.BreakDuration);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    public string Channel => hook.Channel;

    /// <summary>What is wrong with it; null where its last answers were about letters.</summary>
    public HookTrouble? Trouble
    {
        get
        {
            lock (gate) return trouble;
        }
    }

    /// <summary>When it takes something again, and why not before; null for now.</summary>
    public HookAnswer.Busy? FreeAt()
    {
        var (until, why) = Closed;
        return pace.FreeAt(until) is { } free ? new HookAnswer.Busy(free, until > time.GetUtcNow() ? why : HookAnswer.Busy.AtItsLimit) : null;
    }

    /// <summary>Null where the letter was not even tried, or its provider does not know us.</summary>
    public async Task<HookAnswer?> TrySendAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (Closed.Until > time.GetUtcNow() || !pace.TryTake()) return null;
        try
        {
            var answer = await circuit.ExecuteAsync(async token => await SendAsync(letter, token), cancellationToken);
            switch (answer)
            {
                case HookAnswer.KeyRefused refused:
                    if (Begin(HookTrouble.KeyRefused)) LogKeyRefused(hook.Name, hook.Channel, refused.Reason);
                    LeaveAlone(limits.BreakOfRefusedKey);
                    return null;
                // A provider that says how long to wait says it about everybody's letters, unless they go to many servers.
                case HookAnswer.Failed { After: { } wait } when Channel != Pipeline.Contacts.Contact.Webhook:
                    LeaveAlone(wait);
                    return answer;
                case HookAnswer.Failed:
                    return answer;
                default:
                    if (End()) LogWell(hook.Name, hook.Channel);
                    return answer is HookAnswer.Accepted accepted ? accepted with { By = hook.Name } : answer;
            }
        }
        catch (BrokenCircuitException)
        {
            return null;
        }
    }

    /// <summary>What a hook throws may hold an address, so nothing of it is repeated but its kind; whether the letter went out nobody knows.</summary>
    private async Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        try
        {
            return await hook.SendAsync(letter, cancellationToken);
        }
        catch (Exception problem) when (problem is not (UnwritableLetterException or OperationCanceledException))
        {
            return new HookAnswer.Failed($"threw-{problem.GetType().Name}", MayHaveArrived: true);
        }
    }

    private (DateTimeOffset Until, string Why) Closed
    {
        get
        {
            lock (gate) return (closed, trouble?.Reason ?? HookAnswer.Busy.AtItsLimit);
        }
    }

    private void LeaveAlone(TimeSpan wait)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + wait;
            if (until > closed) closed = until;
        }
    }

    /// <summary>False where the same was wrong already, so that the log says it once.</summary>
    private bool Begin(string reason)
    {
        lock (gate)
        {
            if (trouble?.Reason == reason) return false;
            trouble = new HookTrouble(hook.Name, hook.Channel, reason, time.GetUtcNow());
            return true;
        }
    }

    private bool End()
    {
        lock (gate)
        {
            if (trouble is null) return false;
            trouble = null;
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = ConfiguredHooks.KeyRefused + " {Hook} for {Channel}: {Reason}. Its letters wait and lose no try; the configuration has to be mended.")]
    private partial void LogKeyRefused(string hook, string channel, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Hook} for {Channel} fails nearly always, at last with {Reason}; it is left alone for a while.")]
    private partial void LogDown(string hook, string channel, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Hook} for {Channel} takes letters again.")]
    private partial void LogWell(string hook, string channel);
}
