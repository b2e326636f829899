namespace TierFunctions.Domain.Cases;

/// <summary>
/// Which case: of a programme, for a store or for a seller who has none yet, opened by the screening of a period or by hand on a
/// day. Written <c>china-good-sellers|S1|2026-07</c>.
/// </summary>
/// <param name="OpenedBy">The period whose screening opened it, or the day on which somebody did.</param>
public sealed record CaseKey(string Programme, string Store, string OpenedBy)
{
    public override string ToString() => $"{Programme}|{Store}|{OpenedBy}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out CaseKey? key)
    {
        key = text?.Split('|') is [{ Length: > 0 } programme, { Length: > 0 } store, { Length: > 0 } openedBy] ? new CaseKey(programme, store, openedBy) : null;
        return key is not null;
    }

    public static CaseKey Parse(string text) => TryParse(text, out var key) ? key! : throw new FormatException($"'{text}' is not a case: expected programme|store|period."); // parsed, so not null
}
