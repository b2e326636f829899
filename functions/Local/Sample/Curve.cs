namespace TierFunctions.Local.Sample;

/// <summary>The two shapes that turn a standing around 0 into a quantity of the trade, from operations that are exact everywhere.</summary>
internal static class Curve
{
    /// <summary>Close to e to the power x for x in [-20, 20], and rising throughout: what money and counts follow.</summary>
    public static double Exponential(double x)
    {
        var power = 1 + x / 1024;
        for (var i = 0; i < 10; i++) power *= power;
        return power;
    }

    /// <summary>About x near 0 and never beyond ±3: what marks and shares follow, which have a floor and a ceiling.</summary>
    public static double Bounded(double x) => x / Math.Sqrt(1 + x * x / 9);
}
