namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>The stores of the year that have a name, each for something that happens to it; what their letters stand for, <see cref="Rows"/> says.</summary>
internal static class Cast
{
    /// <summary>Excellent, good, passing, failing, too few orders to tell; a store that is not named here is good all year.</summary>
    public static IReadOnlyList<Script> Levels { get; } = Script.Read("""
        Excellent-all-year    eeeeeeeeeeee
        Up-and-down           fpgeegpfpgee
        Serves-badly          gggffggggggg
        Fails-once            ggggfggggggg
        Too-few-orders        nnnnnngggggg
        Good-for-eight-months ggggggggpppp
        """);

    /// <summary>Outstanding by its case and so gold, let in and so silver, too little trade (.), faked orders (X), nothing known of complaints (?).</summary>
    public static IReadOnlyList<Script> GoodSellers { get; } = Script.Read("""
        Gold-in-month-5       SSSSSGGGGGGG
        Silver-for-too-long   SSSSSSSSSSSS
        Fakes-orders          SSXSSGGGGGGG
        Readmitted            SSXSSGGGGGGG
        Fails-once            SSSSSSSSSSSS
        Falls-and-waits       SS.SSSSSSSSS
        Straight-to-gold      GGGGGGGGGGGG
        Unknown-for-a-month   SSS?SSGGGGGG
        Away-and-cancelled    SX---GGGGGGG
        """);

    /// <summary>A score of 97, 92, 85 or 70 with more sales than nine in ten: S, A, B, C; 97 with hardly any sales: L.</summary>
    public static IReadOnlyList<Script> Pop { get; } = Script.Read("""
        First-miss-is-free    CCCCCCCCCCCC
        Strikes-out           AACACCCCCCCC
        One-step-up           LLSSSSSSSSSS
        Streak-is-broken      ASSSBSSSSSSS
        Steady                SSSSSSSSSSSS
        Away-in-May           BBBB-BBBBBBB
        """);

    /// <summary>A score of 95, 80, 65 or 40: S, A, B, C.</summary>
    public static IReadOnlyList<Script> Managed { get; } = Script.Read("""
        One-step-down         SSSSCCCCCCCC
        Just-risen            CCSCCCCCCCCC
        Rises-slowly          CBASSSSSSSSS
        Steady-warehouse      AAAAAAAAAAAA
        """);

    /// <summary>Products of stores: within the standard, above it, seriously above it, too few orders.</summary>
    public static IReadOnlyList<Script> Products { get; } = Script.Read("""
        Just-risen!Blanket      wwwwwwwwwwww
        Rises-slowly!Lamp       nnnnwwwwaaaa
        Steady-warehouse!Pan    wwawwswwwwww
        Steady-warehouse!Lamp   ssssssaa-www
        """);

    /// <summary>By quarter: gold, silver, none (.), eighteen points (b), capability not known (?).</summary>
    public static IReadOnlyList<Script> Medals { get; } = Script.Read("""
        Silver-then-gold      SGGG
        Gold-until-points     GGbG
        Barred-by-operator    GGGG
        Kept-by-operator      SS.S
        Stuck-in-port         SSLS
        Strike-told-late      SSLS
        Wrongly-reported      S.SS
        Capability-unknown    S?SS
        Away-in-autumn        SS-S
        Never-a-medal         ....
        """);

    /// <summary>By score, above the limit (s) or below it (.); what they held before the year stands beside them.</summary>
    public static IReadOnlyList<Script> Starters { get; } = Script.Read("""
        Since-28-August       ssssssssssss
        Since-29-August       ssssssssssss
        Since-30-August       ssssssssssss
        Since-31-August       ssssssssssss
        Since-1-September     ssssssssssss
        Since-2-September     ssssssssssss
        Loyal                 .sssssssssss
        """);

    /// <summary>A score for gold, for silver (s), for nothing (.), none that is known (?).</summary>
    public static IReadOnlyList<Script> Seasons { get; } = Script.Read("""
        Falls-with-the-quarter g...........
        Earned-of-late        gg..........
        Unknown-for-a-quarter g???gg??gggg
        Three-of-four-months  .ss.ss.sssss
        """);

    public static IEnumerable<Script> All => [.. Levels, .. GoodSellers, .. Pop, .. Managed, .. Products, .. Starters, .. Seasons, .. Medals, .. Fees];

    /// <summary>What a starter held before the year, and since when.</summary>
    public static (string Tier, string Since) HeldBefore(string starter) => starter switch
    {
        "Since-28-August" => ("silver", "2026-08-28"),
        "Since-29-August" => ("silver", "2026-08-29"),
        "Since-30-August" => ("silver", "2026-08-30"),
        "Since-31-August" => ("silver", "2026-08-31"),
        "Since-1-September" => ("silver", "2026-09-01"),
        "Since-2-September" => ("silver", "2026-09-02"),
        _ => ("none", ""),
    };

    /// <summary>For the year: a fifth more sales, a little more, a worse second half, no fee.</summary>
    public static IReadOnlyList<Script> Fees { get; } = Script.Read("""
        Excellent-all-year    F
        Good-for-eight-months F
        Up-and-down           H
        Silver-then-gold      F
        Never-a-medal         N
        Too-few-orders        -
        Fails-once            0
        """);
}
