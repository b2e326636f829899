using System.Numerics;

namespace TierFunctions.Domain.Evaluation;

/// <summary>
/// In which of the last periods something held, carried from one to the next as the bits of one number, the lowest for the latest: what
/// it was ten periods ago still has to be known when the eleventh begins.
/// </summary>
/// <param name="Length">How many periods count, 63 at most.</param>
/// <param name="WithThis">Whether the period that is judged is one of them.</param>
public readonly record struct LastPeriods(int Length, bool WithThis)
{
    public const int Most = 60;

    private long Before => (1L << (WithThis ? Length - 1 : Length)) - 1;

    /// <summary>In how many of the periods before this one it held.</summary>
    public int CountBefore(long carried) => BitOperations.PopCount((ulong)(carried & Before));

    /// <summary>What the next period is handed.</summary>
    /// <param name="holds">Whether it holds in this period.</param>
    public long Next(long carried, bool holds) => (carried << 1 | (holds ? 1L : 0)) & Before;

    /// <summary>What stands for so many of the latest periods.</summary>
    public static long Latest(int periods) => (1L << periods) - 1;
}
