namespace TierFunctions.App.Http;

/// <summary>
/// Answers that cannot change as long as no run completes, kept for those who ask again. There are two halves: when one is full it becomes the
/// old one, and what was in the old one and has not been asked for since is forgotten. An answer is kept when it is asked for a second time: most
/// are asked for once, and what is kept for nothing is carried about by the collector for longer than it would take to make it again.
/// </summary>
/// <typeparam name="TKey">All that an answer depends on.</typeparam>
internal sealed class AnswerCache<TKey>(long mostBytes) where TKey : notnull
{
    // About as many as there is room for: what is asked for again later than that would not be there any more either.
    private const int Remembered = 1 << 12;
    private const int Ways = 4;

    private readonly Lock changing = new();
    // Hashes of what was asked for lately, by their last bits a few to a place. Two that are taken for one are at worst kept too soon.
    private readonly int[] askedFor = new int[Remembered];
    private int turn;
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
        if (!WasAskedFor(key.GetHashCode())) return;
        answer.Keep();
        lock (changing) Add(key, answer);
    }

    private bool WasAskedFor(int hash)
    {
        var lately = askedFor.AsSpan((hash & (Remembered / Ways - 1)) * Ways, Ways);
        if (lately.Contains(hash)) return true;
        lately[turn++ & (Ways - 1)] = hash;
        return false;
    }

    private void Add(TKey key, JsonAnswer answer)
    {
        if (!young.TryAdd(key, answer)) return;
        bytes += answer.Length;
        if (bytes <= mostBytes / 2) return;
        (old, young, bytes) = (young, [], 0);
    }
}
