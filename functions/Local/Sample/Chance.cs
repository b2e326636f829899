namespace TierFunctions.Local.Sample;

/// <summary>
/// Draws that are the same on every machine: splitmix64, and of floating point only + - * / and square root, which IEEE 754
/// fixes to the last bit. (Math.Exp and its like differ between platforms.)
/// </summary>
internal sealed class Chance
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <summary>Draws that depend on the key and on nothing else, so that one store's do not move when another's do.</summary>
    public Chance(params ReadOnlySpan<long> key)
    {
        foreach (var part in key) state = Mix(state + Step + (ulong)part);
    }

    /// <summary>A number in [0, 1).</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number in [0, bound).</summary>
    public int Below(int bound) => (int)(Fraction() * bound);

    public bool Is(double probability) => Fraction() < probability;

    public T Among<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Nearly a standard normal number: twelve uniform ones summed, which have variance 1 and never leave [-6, 6].</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += Fraction();
        return sum;
    }

    /// <summary>A key that begins the keys of other draws.</summary>
    public long Key() => (long)Next();

    private ulong Next()
    {
        state += Step;
        return Mix(state);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
