namespace TierFunctions.App.Http;

/// <summary>
/// Answers that cannot change as long as no run completes, kept for those who ask again. There are two halves: when one is full it becomes the
/// old one, and what was in the old one and has not been asked for since is forgotten.
/// </summary>
/// <typeparam name="TKey">All that an answer depends on.</typeparam>
internal sealed class AnswerCache<TKey>(long mostBytes) where TKey : notnull
{
    private readonly Lock changing = new();
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
        lock (changing) Add(key, answer);
    }

    private void Add(TKey key, JsonAnswer answer)
    {
        if (!young.TryAdd(key, answer)) return;
        bytes += answer.Length;
        if (bytes <= mostBytes / 2) return;
        (old, young, bytes) = (young, [], 0);
    }
}
