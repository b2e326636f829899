using TierFunctions.Domain.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Results;

/// <summary>A part of a result as one word: the tier, or a hyphen and why there is none. No tier's name begins with a hyphen.</summary>
public static class ResultText
{
    private const char Without = '-';

    public static string Write(ResultPart part) => part.Tier ?? Without + Words.Write(part.Gap);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ResultPart Read(string text) => text.StartsWith(Without) ? ResultPart.Without(Words.Read<ResultGap>(text[1..])) : new ResultPart(text);
}
