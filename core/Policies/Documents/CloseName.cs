namespace TierFunctions.Policies.Documents;

/// <summary>Guesses which name a misspelt one stands for.</summary>
internal static class CloseName
{
    private const int LongestName = 64;

    /// <summary><c> (did you mean 'gmv_90d'?)</c>, or an empty text where nothing is close: at most a third of the letters differ.</summary>
    public static string To(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName) return "";
        var (closest, distance) = candidates
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= Allowed(name))
            .Select(candidate => (candidate, Distance(name, candidate)))
            .OrderBy(guess => guess.Item2).ThenBy(guess => guess.candidate, StringComparer.Ordinal)
            .FirstOrDefault((name, int.MaxValue));
        return distance <= Allowed(name) ? $" (did you mean '{closest}'?)" : "";
    }

    private static int Allowed(string name) => Math.Max(1, name.Length / 3);

    /// <summary>Letters to add, drop, change or swap with a neighbour; letters that differ only in case count as changed by nothing.</summary>
    private static int Distance(string left, string right)
    {
        var cost = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++) cost[i, 0] = i;
        for (var j = 0; j <= right.Length; j++) cost[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[left.Length, right.Length];
    }
}
