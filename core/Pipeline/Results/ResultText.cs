using System.Globalization;
using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>
/// A part of a result as one word: the tier, a number sign and how many products were counted, an equals sign and a reading, or a hyphen
/// and why there is none of these. No tier's name begins with a sign.
/// </summary>
public static class ResultText
{
    private const char Without = '-';
    private const char Number = '#';
    private const char Reading = '=';

    public static string Write(ResultPart part) => part.Products is { } products
        ? string.Create(CultureInfo.InvariantCulture, $"{Number}{products}")
        : part.Reading is { } reading ? Reading + reading
        : part.Tier ?? Without + Words.Write(part.Gap);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ResultPart Read(string text) => text.StartsWith(Without) ? ResultPart.Without(Words.Read<ResultGap>(text[1..]))
        : text.StartsWith(Number) ? ResultPart.OfProducts(long.Parse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture))
        : text.StartsWith(Reading) ? ResultPart.OfReading(text[1..])
        : new ResultPart(text);
}
