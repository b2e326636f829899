using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Notify;

/// <summary>Where a notice stands. Every notice ends as sent, suppressed or dead-lettered; until then it is held or pending.</summary>
public enum NoticeState
{
    /// <summary>Owed, but the run has not completed.</summary>
    Held,

    /// <summary>Released, and not yet sent.</summary>
    Pending,
    Sent,

    /// <summary>Not to be sent: the store asked not to be told, or there is nobody to tell.</summary>
    Suppressed,
    DeadLettered,
}

/// <summary>Something a store is told about an outcome. Its key is run, store, channel and template.</summary>
/// <param name="Movement">Why it is owed: promoted, demoted, corrected.</param>
public sealed record Notice(RunKey Run, string Store, string Channel, string Template, string Movement, NoticeState State = NoticeState.Held);
