namespace TierFunctions.Hooks;

/// <summary>
/// Spaces letters evenly under a provider's limit. Who has to wait is told a time of its own, one after the other, so that those who
/// wait do not all come back at once.
/// </summary>
internal sealed class Pace(double? perMinute, TimeProvider time)
{
    /// <summary>Between those who wait where there is no limit.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan interval = perMinute is { } rate ? TimeSpan.FromMinutes(1 / rate) : TimeSpan.Zero;
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;
    private DateTimeOffset promised = DateTimeOffset.MinValue;

    /// <summary>Takes the next place; false where it is not yet time for it.</summary>
    public bool TryTake()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (next > now) return false;
            next = now + interval;
            return true;
        }
    }

    /// <summary>When to come back; null where there is a place now.</summary>
    /// <param name="closed">Until when nothing is taken.</param>
    public DateTimeOffset? FreeAt(DateTimeOffset closed)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var free = closed > next ? closed : next;
            if (free <= now) return null;
            promised = (promised > free ? promised : free) + (interval > Apart ? interval : Apart);
            return promised;
        }
    }
}
