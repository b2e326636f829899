using System.Numerics;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Metrics;

namespace TierFunctions.Domain.Evaluation;

/// <summary>A number on the way to a reading or a limit, of any size and never rounded. The denominator is positive.</summary>
internal readonly struct Exact(BigInteger numerator, BigInteger denominator) : IComparable<Exact>
{
    private BigInteger Numerator { get; } = numerator;

    private BigInteger Denominator { get; } = denominator;

    public bool IsAboveZero => Numerator.Sign > 0;

    public static Exact FromUnits(long units, long unitsPerOne) => new(units, unitsPerOne);

    public static Exact Of(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        return new Exact(new BigInteger(number * PowerOfTen((bits[3] >> 16) & 0xFF)), BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Exact Whole(BigInteger number) => new(number, BigInteger.One);

    public static Exact operator +(Exact left, Exact right) => left.Denominator == right.Denominator
        ? new Exact(left.Numerator + right.Numerator, left.Denominator)
        : new Exact(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Exact operator -(Exact left, Exact right) => left + new Exact(-right.Numerator, right.Denominator);

    public static Exact operator *(Exact left, Exact right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient; the divisor is above zero.</summary>
    public static Exact operator /(Exact left, Exact right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public int CompareTo(Exact other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The whole units not above it, and whether anything is left over.</summary>
    public (BigInteger Whole, bool HasRest) Cut(long unitsPerOne)
    {
        var whole = BigInteger.DivRem(Numerator * unitsPerOne, Denominator, out var rest);
        return rest.Sign < 0 ? (whole - 1, true) : (whole, rest.Sign > 0);
    }

    /// <summary>The whole number that it becomes.</summary>
    public BigInteger Whole(Rounding way)
    {
        if (way is Rounding.Nearest)
        {
            var halves = new Exact(BigInteger.Abs(Numerator) * 2 + Denominator, Denominator * 2);
            return halves.Cut(1).Whole * Numerator.Sign;
        }
        var (whole, hasRest) = Cut(1);
        return hasRest && way is Rounding.Up ? whole + 1 : whole;
    }

    /// <summary>It in units of a metric; null where that does not fit.</summary>
    public Fraction? InUnits(long unitsPerOne)
    {
        var above = Numerator * unitsPerOne;
        var divisor = BigInteger.GreatestCommonDivisor(above, Denominator);
        var (numerator, denominator) = (above / divisor, Denominator / divisor);
        return BigInteger.Abs(numerator) <= (BigInteger)Int128.MaxValue && denominator <= (BigInteger)Int128.MaxValue
            ? new Fraction((Int128)numerator, (Int128)denominator)
            : null;
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
