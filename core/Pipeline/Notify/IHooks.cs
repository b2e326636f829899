namespace TierFunctions.Pipeline.Notify;

/// <summary>The ways out: one or more hooks for each channel.</summary>
public interface IHooks
{
    /// <summary>Whether anything is configured for a channel; where nothing is, its notices stay pending.</summary>
    bool Has(string channel);

    /// <summary>When a channel's hooks take something again; null for now. A provider has its limits, and one that is down or refuses our key is left alone.</summary>
    HookAnswer.Busy? FreeAt(string channel);

    /// <summary>Hands over a letter. Whatever the provider says is an answer; this throws only when cancelled.</summary>
    Task<HookAnswer> SendAsync(Letter letter, CancellationToken cancellationToken);

    /// <summary>What is wrong with hooks at present, as far as this process has seen.</summary>
    IReadOnlyList<HookTrouble> Troubles { get; }
}

/// <summary>A hook that is left alone for a fault that is no letter's.</summary>
/// <param name="Reason"><see cref="KeyRefused"/> or <see cref="ProviderDown"/>; what waits for it gives the same reason.</param>
public sealed record HookTrouble(string Hook, string Channel, string Reason, DateTimeOffset Since)
{
    public const string ProviderDown = "provider-down";
    public const string KeyRefused = "key-refused";
}

/// <summary>What a hook made of a letter. Reasons are codes of ours, never a provider's words.</summary>
public abstract record HookAnswer
{
    private HookAnswer()
    {
    }

    /// <param name="By">The hook that had it accepted.</param>
    /// <param name="Reference">What its provider calls it.</param>
    public sealed record Accepted(string By, string? Reference) : HookAnswer;

    /// <summary>Not taken, and trying again will not help.</summary>
    public sealed record Refused(string Reason) : HookAnswer;

    /// <summary>The address is not to be used any more.</summary>
    public sealed record Gone(string Reason) : HookAnswer;

    /// <summary>Not taken, or not known to be taken: to be tried again, under the same id.</summary>
    /// <param name="MayHaveArrived">Whether the letter may have been taken all the same: the answer was lost.</param>
    /// <param name="After">How long the provider asks to be left alone.</param>
    public sealed record Failed(string Reason, bool MayHaveArrived = false, TimeSpan? After = null) : HookAnswer;

    /// <summary>The provider does not know us: a fault of the configuration, which no letter has to pay for.</summary>
    public sealed record KeyRefused(string Reason) : HookAnswer;

    /// <summary>Nobody took it, and it is no fault of the letter: all hooks are at their limits or left alone until then. No try is counted.</summary>
    public sealed record Busy(DateTimeOffset Until, string Reason = Busy.AtItsLimit) : HookAnswer
    {
        public const string AtItsLimit = "provider-busy";
    }
}
