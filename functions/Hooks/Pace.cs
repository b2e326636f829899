namespace TierFunctions.Hooks;

/// <summary>
/// Spaces letters evenly under a provider's limit. Who has to wait is told a time of its own, one after the other, so that those who
/// wait do not all come back at once.
/// </summary>
internal sealed class Pace(double? perMinute, TimeProvider time)
{
    private readonly TimeSpan interval = perMinute is { } rate ? TimeSpan.FromMinutes(1 / rate) : TimeSpan.Zero;
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;
    private DateTimeOffset promised = DateTimeOffset.MinValue;

    /// <summary>Takes the next place; false where it is not yet time for it.</summary>
    public bool TryTake()
    {
        if (interval == TimeSpan.Zero) return true;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (next > now) return false;
            next = now + interval;
            return true;
        }
    }

    /// <summary>When to come back; null where there is a place now.</summary>
    public DateTimeOffset? FreeAt()
    {
        if (interval == TimeSpan.Zero) return null;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (next <= now) return null;
            promised = (promised > next ? promised : next) + interval;
            return promised;
        }
    }
}
