namespace TierFunctions.Pipeline.Tests;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private DateTimeOffset now = new(2027, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan time) => now += time;

    public void Set(DateTimeOffset instant) => now = instant;

    public override DateTimeOffset GetUtcNow() => now;
}
