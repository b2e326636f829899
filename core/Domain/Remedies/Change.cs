using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Remedies;

/// <summary>One reading that would have to be another. With it the requirement is settled; one unit short of it, it is not.</summary>
/// <param name="Metric">A metric that blobs supply.</param>
/// <param name="From">The reading there is, in units of the metric.</param>
/// <param name="To">The nearest reading that settles it, in units of the metric.</param>
/// <param name="HeldFixed">The other readings that the requirement's metric is computed from, which stay as they are.</param>
public sealed record Change(Metric Metric, long From, long To, IReadOnlyList<Metric> HeldFixed)
{
    public bool IsUpwards => To > From;

    /// <summary>How much more or less, in units of the metric.</summary>
    public UInt128 Units => (UInt128)Int128.Abs((Int128)To - From);

    /// <summary>What it comes to beside the reading there is, so that changes of different metrics can be ranked.</summary>
    internal decimal Effort => (decimal)Units / Math.Max(Math.Abs((decimal)From), Metric.UnitsPerOne);
}
