using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies.Documents;

namespace TierFunctions.Policies.Language;

/// <summary>
/// Numbers that stand where a metric may: <c>min: [bonus, 40]</c>, <c>take: 3 %</c>. Each is a metric that is the same for every store,
/// under a name that no document can give one.
/// </summary>
internal sealed class Constants(Declared<Metric> declared)
{
    private readonly List<Metric> found = [];

    /// <summary>Those found since the last call, to be computed before whatever asked for them.</summary>
    public IReadOnlyList<Metric> Take()
    {
        List<Metric> taken = [.. found];
        found.Clear();
        return taken;
    }

    /// <summary>A number of the kind of what is computed from it; null after noting a mistake, or where it is none.</summary>
    public Metric? Find(Cursor cursor, Metric whole)
    {
        if (cursor.Raw?.Trim() is not { } text || Numeral.Read(text, out _) is null) return null;
        var name = $"{text} {whole.Kind} {whole.Unit} {whole.Decimals}";
        if (declared.Names.Contains(name, StringComparer.Ordinal)) return declared.Get(name);
        if (LiteralReader.Reading(cursor, Of(whole.Name, text, whole, "0")) is not { } reading) return null;
        var constant = Of(name, text, whole, reading);
        declared.Add(name, constant);
        found.Add(constant);
        return constant;
    }

    public static bool IsOne(Cursor cursor) => cursor.Raw is { } text && Numeral.Read(text.Trim(), out _) is not null;

    private static Metric Of(string name, string text, Metric whole, string reading) =>
        new(name, whole.Kind, Wording.Plain(text), unit: whole.Unit, decimals: whole.Decimals, derivation: new Derivation.Constant(reading));
}
