namespace TierFunctions.Pipeline.Ingest;

/// <summary>Walks through lines that end with LF or CRLF; the last may have no end.</summary>
internal static class Lines
{
    /// <summary>The next line without its end, blank or not; false where there is none.</summary>
    public static bool Next(ReadOnlySpan<byte> text, ref int at, out Range line)
    {
        line = default;
        if (at >= text.Length) return false;
        var start = at;
        var length = text[start..].IndexOf((byte)'\n');
        var end = length < 0 ? text.Length : start + length;
        at = end + 1;
        line = start..(end > start && text[end - 1] == '\r' ? end - 1 : end);
        return true;
    }
}
