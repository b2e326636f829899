namespace TierFunctions.Local.Sample;

/// <summary>
/// How a store did in the 90 days up to the end of a month. One common factor, the store's quality and its slow drift, moves every
/// aspect, so that a good store is good at most things; what remains differs by aspect, half of it for good and half of it for the month.
/// </summary>
internal sealed class Performance(SampleStore store, int month)
{
    private const double WeightOfQuality = 0.93;
    private const double WeightOfDrift = 0.3;
    private const double WeightOfAspect = 0.23;
    private const int QuartersRemembered = 8;
    private const double Memory = 0.7;

    private readonly double general = WeightOfQuality * store.Quality + WeightOfDrift * Drift(store, month / 3);

    /// <summary>What is drawn for this store and month besides the aspects.</summary>
    public Chance Chance { get; } = new(store.Draws, month);

    /// <summary>Nearly a standard normal number over all stores; higher is better.</summary>
    public double In(Aspect aspect) => general
        + WeightOfAspect * new Chance(store.Draws, (long)aspect, -1).Normal()
        + WeightOfAspect * new Chance(store.Draws, (long)aspect, month).Normal();

    // A moving average of the last quarters' shocks: any quarter can be computed without its past, and neighbours are alike.
    private static double Drift(SampleStore store, int quarter)
    {
        var (sum, squares, weight) = (0.0, 0.0, 1.0);
        for (var back = 0; back < QuartersRemembered; back++)
        {
            sum += weight * new Chance(store.Draws, quarter - back, -2).Normal();
            squares += weight * weight;
            weight *= Memory;
        }
        return sum / Math.Sqrt(squares);
    }
}

/// <summary>What a store can be better or worse at than its quality says.</summary>
internal enum Aspect
{
    Sales,
    Capability,
    Description,
    Logistics,
    Service,
    Disputes,
    Praise,
    ServiceLevel,
    ShelfAccess,
    Response,
    Promotions,
    Assortment,
    Followers,
}
