using System.Globalization;
using System.Text.Json;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Watch;

/// <summary>Reads a run's quarantine a page at a time, each from the byte at which the one before ended, so that the last of a million rows costs no more than the first.</summary>
internal static class QuarantinePages
{
    public const int Shown = 50;

    private const int FirstBuffer = 64 << 10;

    /// <param name="cursor">Bytes and rows that stand before the page, "1048576-2048"; anything else is the start.</param>
    public static async Task<QuarantinePage> ReadAsync(IRunFiles files, RunKey run, string? cursor, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(run, RunFile.Quarantine, cancellationToken);
        if (stream is null) return QuarantinePage.None;
        var (offset, before) = Read(cursor) is var start && start.Offset <= stream.Length ? start : (0, 0);
        var text = await TextAsync(files, run, offset, stream.Length, cancellationToken);
        var (lines, at) = (new List<QuarantineLine>(), 0);
        // A cursor that somebody made up leads into the middle of a row: nothing is shown from there.
        while (lines.Count < Shown && Lines.Next(text.Span, ref at, out var range))
        {
            if (ToLine(text[range]) is not { } line) return QuarantinePage.None;
            lines.Add(line);
        }
        var end = offset + Math.Min(at, text.Length);
        return new QuarantinePage(before, lines, end < stream.Length ? string.Create(CultureInfo.InvariantCulture, $"{end}-{before + lines.Count}") : null);
    }

    /// <summary>As many bytes as hold a page of whole rows, or all that are left.</summary>
    private static async Task<ReadOnlyMemory<byte>> TextAsync(IRunFiles files, RunKey run, long offset, long length, CancellationToken cancellationToken)
    {
        for (var size = FirstBuffer; ; size *= 4)
        {
            var text = new byte[Math.Min(size, length - offset)];
            if (text.Length > 0) await files.ReadAsync(run, RunFile.Quarantine, offset, text, cancellationToken);
            if (offset + text.Length == length || text.AsSpan().Count((byte)'\n') >= Shown) return text;
        }
    }

    private static QuarantineLine? ToLine(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            return new QuarantineLine(
                Text(row, "file") ?? "", row.RootElement.GetProperty("row").GetInt64(), Text(row, "reason") ?? "", Text(row, "column"), Text(row, "found"), Text(row, "expected") ?? "");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string? Text(JsonDocument row, string member) =>
        row.RootElement.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static (long Offset, long Rows) Read(string? cursor) =>
        cursor?.Split('-') is [var bytes, var rows]
        && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && long.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? (offset, before)
            : (0, 0);
}
