namespace TierFunctions.Local.Tests;

/// <summary>A clock that stands where it is put.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    private readonly Lock changing = new();
    private DateTimeOffset now = now;

    public DateTimeOffset Now
    {
        get
        {
            lock (changing) return now;
        }
        set
        {
            lock (changing) now = value;
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
