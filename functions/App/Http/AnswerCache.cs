namespace TierFunctions.App.Http;

/// <summary>
/// Answers that cannot change as long as no run completes, kept for those who ask again. There are two halves: when one is full it becomes the
/// old one, and what was in the old one and has not been asked for since is forgotten. An answer is kept when it is asked for a second time: most
/// are asked for once, and what is kept for nothing is carried about by the collector for longer than it would take to make it again.
/// </summary>
/// <typeparam name="TKey">All that an answer depends on.</typeparam>
internal sealed class AnswerCache<TKey>(long mostBytes) where TKey : notnull
{
    private const int Remembered = 1 << 16;

    private readonly Lock changing = new();
    // By the last bits of their hashes, what was asked for lately. Two that are taken for one are at worst kept too soon.
    private readonly int[] askedFor = new int[Remembered];
    private Dictionary<TKey, JsonAnswer> young = [];
    private Dictionary<TKey, JsonAnswer> old = [];
    private long bytes;

    /// <summary>Null where the answer must be made.</summary>
    public JsonAnswer? Find(TKey key)
    {
        lock (changing)
        {
            if (young.TryGetValue(key, out var answer)) return answer;
            if (old.TryGetValue(key, out answer)) Add(key, answer);
            return answer;
        }
    }

    public void Keep(TKey key, JsonAnswer answer)
    {
        var hash = key.GetHashCode();
        ref var asked = ref askedFor[hash & (Remembered - 1)];
        if (asked != hash) asked = hash;
        else
        {
            answer.Keep();
            lock (changing) Add(key, answer);
        }
    }

    private void Add(TKey key, JsonAnswer answer)
    {
        if (!young.TryAdd(key, answer)) return;
        bytes += answer.Length;
        if (bytes <= mostBytes / 2) return;
        (old, young, bytes) = (young, [], 0);
    }
}
