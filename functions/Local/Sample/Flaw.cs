namespace TierFunctions.Local.Sample;

/// <summary>What is wrong with a row that is malformed on purpose.</summary>
public enum Flaw
{
    ShortRow,
    ExtraField,
    TextInNumber,
    UnknownIndustry,
    RatingOutOfRange,
    EmptyStoreId,

    /// <summary>The id of a row that stands earlier in the same file, with other readings.</summary>
    DuplicateStoreId,
    NotANumber,
    CountOverflow,
    NegativeAmount,
    UnknownLevel,
}
