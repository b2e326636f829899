namespace TierFunctions.Local.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The run ended with failures, at the gate, or did not end.</summary>
    public const int RunFailed = 1;

    /// <summary>The command or its input was not usable.</summary>
    public const int BadInput = 2;
}

/// <summary>Something the user can put right; its message is all that is shown.</summary>
internal sealed class BadInputException(string message) : Exception(message);
