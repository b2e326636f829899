namespace TierFunctions.Domain.Calendar;

/// <summary>How often a programme assesses its stores; also the length of its periods.</summary>
public enum Cadence
{
    Monthly,
    Quarterly,
    Yearly,
    HalfYearly,

    /// <summary>From Monday to Sunday, numbered as ISO 8601 does.</summary>
    Weekly,
    Daily,
}
