namespace TierFunctions.EndToEnd.Tests;

/// <summary>
/// Results that are kept as texts for people to read. TIERFUNCTIONS_KEEP=1 writes them anew; the difference is then there to be
/// read before it is committed.
/// </summary>
internal static class Kept
{
    public static void Same(string name, string text)
    {
        var file = Path.Join(Places.Root, "tests", "EndToEnd.Tests", "Kept", name);
        if (Environment.GetEnvironmentVariable("TIERFUNCTIONS_KEEP") == "1") File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}
