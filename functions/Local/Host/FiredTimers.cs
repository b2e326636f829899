using System.Globalization;
using System.Text.Json;

namespace TierFunctions.Local.Host;

/// <summary>When each timer fired last, kept in the data folder so that a host knows at its start what was missed while none was there.</summary>
internal sealed class FiredTimers(string folder)
{
    /// <summary>Null where it never fired on this schedule.</summary>
    public DateTimeOffset? LastOf(string function, string schedule)
    {
        var file = FileOf(function);
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize<Firing>(File.ReadAllText(file)) is { } firing && firing.Schedule == schedule
                ? DateTimeOffset.ParseExact(firing.At, "O", CultureInfo.InvariantCulture)
                : null;
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            // Half-written when the power went. The timers are questions, which may be asked once more.
            return null;
        }
    }

    public void Keep(string function, string schedule, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        var file = FileOf(function);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(new Firing(schedule, at.ToString("O", CultureInfo.InvariantCulture))));
        File.Move(file + ".new", file, overwrite: true);
    }

    private string FileOf(string function) => Path.Join(folder, function + ".json");

    private sealed record Firing(string Schedule, string At);
}
