using System.Globalization;
using System.Text.Json.Serialization;

namespace TierFunctions.Pipeline.Notify;

/// <summary>What one text message takes and is expected to cost.</summary>
/// <param name="Amount">Null where nobody has said what its destination costs; that is not nothing.</param>
public sealed record SmsCost(
    int Segments, [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] decimal? Amount, string? Currency);

/// <summary>What several cost, each currency by itself.</summary>
/// <param name="Unpriced">Segments of which nobody knows what they cost.</param>
/// <param name="Amounts">By currency.</param>
public sealed record SmsCosts(long Letters, long Segments, long Unpriced, IReadOnlyDictionary<string, decimal> Amounts)
{
    public static SmsCosts None { get; } = new(0, 0, 0, new SortedDictionary<string, decimal>(StringComparer.Ordinal));

    /// <summary>With as many more that cost the same.</summary>
    public SmsCosts With(SmsCost cost, long letters = 1)
    {
        var segments = letters * cost.Segments;
        if (cost is not { Amount: { } amount, Currency: { } currency }) return this with { Letters = Letters + letters, Segments = Segments + segments, Unpriced = Unpriced + segments };
        return this with
        {
            Letters = Letters + letters,
            Segments = Segments + segments,
            Amounts = new SortedDictionary<string, decimal>(Amounts.ToDictionary(), StringComparer.Ordinal) { [currency] = Amounts.GetValueOrDefault(currency) + letters * amount },
        };
    }

    /// <summary><c>40 texts of 55 segments = 1.2 USD + 5 segments at an unknown price</c>.</summary>
    public override string ToString()
    {
        var parts = Amounts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value:#,##0.########} {one.Key}")).ToList();
        if (Unpriced > 0 || parts.Count == 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Unpriced:N0} segments at an unknown price"));
        return string.Create(CultureInfo.InvariantCulture, $"{Letters:N0} texts of {Segments:N0} segments = {string.Join(" + ", parts)}");
    }
}
