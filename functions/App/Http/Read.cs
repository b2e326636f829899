using System.Globalization;
using Microsoft.AspNetCore.Http;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Cases;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Http;

/// <summary>Reads the parts of a request. Whatever is not what it should be is refused with what was expected.</summary>
internal static class Read
{
    private const int LongestName = 64;
    private const int LongestReason = 1000;
    private const int LongestWord = 200;
    private const int LengthOfCheck = 32;

    public static string Store(string text) => StoreId.IsValid(text) ? text : throw Bad("a store", StoreId.Expected);

    /// <summary>The product that is asked about; null where none is.</summary>
    public static string? Product(string? text) => string.IsNullOrEmpty(text) ? null : StoreId.IsValid(text) ? text : throw Bad("a product", StoreId.Expected);

    /// <summary>The store in the address, or its product in the query.</summary>
    public static string Subject(HttpRequest request, string store) => new SubjectKey(Store(store), Product(request.Query["product"])).ToString();

    public static RunKey Run(string text) => RunKey.TryParse(text, out var key) && IsName(key!.Programme) ? key : throw Bad("a run", "programme|period|revision");   // parsed, so not null

    public static CaseKey Case(string text) =>
        CaseKey.TryParse(text, out var key) && IsName(key!.Programme) && StoreId.IsValid(key.Store) && Domain.Calendar.Period.TryParse(key.OpenedBy, out _) ? key // parsed, so not null
        : throw Bad("a case", "programme|store|period");

    /// <summary>The id of a kept what-if.</summary>
    public static string Check(string text) => text.Length == LengthOfCheck && text.All(char.IsAsciiHexDigitLower) ? text : throw Bad("a check", FormattableString.Invariant($"{LengthOfCheck} digits from 0 to 9 and a to f"));

    /// <summary>A name that is looked for, such as a person's; null where none is asked for. A field that was left empty is one that was not filled in.</summary>
    public static string? Word(HttpRequest request, string name) => request.Query[name].ToString().Trim() switch
    {
        "" => null,
        { Length: > LongestWord } => throw Bad($"a {name}", FormattableString.Invariant($"at most {LongestWord} characters")),
        var text => text,
    };

    /// <summary>What should be known of something; null where nothing is.</summary>
    public static string? Note(string? text) => text is null || text.Length <= LongestReason ? text : throw Bad("a note", FormattableString.Invariant($"at most {LongestReason} characters"));

    /// <summary>In which role a program has somebody work on a case; null for none.</summary>
    public static CaseRole? Role(string? text) => text is null ? null : CaseRules.RoleOf(text)
        ?? throw Bad("a role", string.Join(" or ", Enum.GetValues<CaseRole>().Select(CaseRules.Name)));

    /// <summary>Null where none is asked for.</summary>
    public static string? Programme(string? text) => string.IsNullOrEmpty(text) ? null : IsName(text) ? text : throw Bad("a programme", "lower-case letters, digits and hyphens");

    public static Period? Period(string? text) => string.IsNullOrEmpty(text) ? null
        : Domain.Calendar.Period.TryParse(text, out var period) ? period
        : throw Bad("a period", "a month (2026-07), a quarter (2026-Q3) or a year (2026)");

    /// <summary>Whether today's readings are to be judged, or, unless something is said, those that were.</summary>
    public static bool IsProjected(HttpRequest request) => request.Query["cycle"].ToString() switch
    {
        "" or "current" => false,
        "projected" => true,
        _ => throw Bad("a cycle", "current or projected"),
    };

    public static DateOnly? Day(HttpRequest request, string name) => request.Query[name].ToString() is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Bad($"a {name}", "a day as 2026-09-30");

    /// <summary>Why somebody does what leaves a trace; null where none is given.</summary>
    public static string? Reason(string? text) => text is null ? null
        : text.Trim() is { Length: >= 1 and <= LongestReason } reason ? reason
        : throw new RefusedRequestException(StatusCodes.Status400BadRequest, FormattableString.Invariant($"Expected a reason of 1 to {LongestReason} characters."));

    /// <summary>How many are wanted at most.</summary>
    public static int Limit(HttpRequest request, int usual, int most) => request.Query["limit"].ToString() is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most ? limit
        : throw Bad("a limit", FormattableString.Invariant($"a whole number from 1 to {most}"));

    private static bool IsName(string text) => text.Length is >= 1 and <= LongestName && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // What was sent is not repeated: it may be anything.
    private static RefusedRequestException Bad(string what, string expected) => new(StatusCodes.Status400BadRequest, $"That is not {what}: expected {expected}.");
}
