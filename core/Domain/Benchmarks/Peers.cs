namespace TierFunctions.Domain.Benchmarks;

/// <summary>How a percentile is read off n sorted readings. The definitions disagree, so a policy names one.</summary>
public enum PercentileMethod
{
    /// <summary>Hyndman and Fan's type 7: the place is (n − 1)·p, between two readings by linear interpolation. Excel's PERCENTILE.INC and NumPy's default.</summary>
    Type7,

    /// <summary>Hyndman and Fan's type 6: the place is (n + 1)·p − 1, clamped to the ends. Excel's PERCENTILE.EXC.</summary>
    Type6,

    /// <summary>The smallest reading that at least p of all readings do not exceed; never a value between two.</summary>
    NearestRank,
}

/// <summary>Whom a store is compared with.</summary>
/// <param name="By">The metric whose value groups stores into industries; null to compare with the whole marketplace.</param>
/// <param name="AtLeast">The least number of readings a group's benchmark may rest on; below it the whole marketplace stands in.</param>
/// <param name="Percentile">The definition of percentiles.</param>
public sealed record Peers(string? By, int AtLeast, PercentileMethod Percentile);
