namespace TierFunctions.Domain.Benchmarks;

/// <summary>An exact number: a mean or an interpolated percentile in units of its metric. The denominator is positive; the default value is not legal.</summary>
public readonly record struct Fraction
{
    public Fraction(Int128 numerator, Int128 denominator)
    {
        if (denominator <= 0) throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "A denominator is above zero.");
        var divisor = Gcd(Int128.Abs(numerator), denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public Int128 Numerator { get; }

    public Int128 Denominator { get; }

    public static Fraction Whole(long units) => new(units, 1);

    /// <summary>The greatest whole number that is not above it.</summary>
    public long Floor()
    {
        var (quotient, remainder) = Int128.DivRem(Numerator, Denominator);
        return (long)(remainder < 0 ? quotient - 1 : quotient);
    }

    /// <summary>The least whole number that is not below it.</summary>
    public long Ceiling()
    {
        var (quotient, remainder) = Int128.DivRem(Numerator, Denominator);
        return (long)(remainder > 0 ? quotient + 1 : quotient);
    }

    private static Int128 Gcd(Int128 a, Int128 b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a == 0 ? 1 : a;
    }
}
