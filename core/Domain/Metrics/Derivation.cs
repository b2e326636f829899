namespace TierFunctions.Domain.Metrics;

/// <summary>How a metric is computed from others of the same store. A missing part makes the result missing.</summary>
public abstract record Derivation
{
    private Derivation()
    {
    }

    /// <summary>The metrics that this one is computed from.</summary>
    public abstract IReadOnlyList<string> Parts { get; }

    /// <summary>
    /// A share of counts or amounts; 0/0 and x/0 are missing. Kept as twice the whole units it holds plus one if anything is
    /// left over, so that it compares exactly with every limit that is itself a whole number of units, on either side and with
    /// either inclusivity, as cross-multiplication would.
    /// </summary>
    public sealed record Ratio(string Of, string Per) : Derivation
    {
        public override IReadOnlyList<string> Parts => [Of, Per];
    }

    /// <summary>The sum of metrics of one unit, less others of the same unit.</summary>
    public sealed record Sum(IReadOnlyList<string> Plus, IReadOnlyList<string> Minus) : Derivation
    {
        public override IReadOnlyList<string> Parts => [.. Plus, .. Minus];
    }
}
