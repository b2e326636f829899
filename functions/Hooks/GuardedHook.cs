using Polly;
using Polly.CircuitBreaker;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.Hooks;

/// <summary>A hook under its limits: not faster than its provider allows, and left alone for a while once it fails nearly always.</summary>
internal sealed class GuardedHook
{
    private readonly IHook hook;
    private readonly Pace pace;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<HookAnswer> circuit;
    private readonly Lock gate = new();
    private DateTimeOffset closed = DateTimeOffset.MinValue;

    public GuardedHook(IHook hook, HookLimits limits, TimeProvider time)
    {
        this.hook = hook;
        this.time = time;
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
                LeaveAlone(arguments.BreakDuration);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    public string Channel => hook.Channel;

    /// <summary>When it takes something again; null for now.</summary>
    public DateTimeOffset? FreeAt() => pace.FreeAt(Closed);

    /// <summary>Null where the letter was not even tried.</summary>
    public async Task<HookAnswer?> TrySendAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (Closed > time.GetUtcNow() || !pace.TryTake()) return null;
        try
        {
            var answer = await circuit.ExecuteAsync(async token => await SendAsync(letter, token), cancellationToken);
            // A provider that says how long to wait says it about everybody's letters, unless they go to many servers.
            if (answer is HookAnswer.Failed { After: { } wait } && Channel != Pipeline.Contacts.Contact.Webhook) LeaveAlone(wait);
            return answer is HookAnswer.Accepted accepted ? accepted with { By = hook.Name } : answer;
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

    private DateTimeOffset Closed
    {
        get
        {
            lock (gate) return closed;
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
}
