namespace TierFunctions.Pipeline.Runs;

/// <summary>For those who ask thousands of times a second: what was read is used again for a moment.</summary>
internal sealed class Recent<T>(Func<Task<T>> read, TimeSpan moment, TimeProvider time)
{
    private readonly Lock changing = new();
    private (long At, Task<T> Read)? latest;

    /// <summary>Concurrent callers share one reading, which is not cancelled by whoever happened to ask first.</summary>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        Task<T> reading;
        lock (changing)
        {
            if (latest is not { } known || known.Read.IsFaulted || time.GetElapsedTime(known.At) > moment) latest = known = (time.GetTimestamp(), read());
            reading = known.Read;
        }
        return reading.WaitAsync(cancellationToken);
    }
}
