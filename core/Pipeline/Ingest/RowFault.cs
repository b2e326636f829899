using System.Diagnostics;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Why a row was not accepted. The code is for counting and never changes its meaning; the rest is for people.</summary>
/// <param name="Code">The reason code.</param>
/// <param name="Column">The column it is about; null where it is about the row.</param>
/// <param name="Expected">What would have been accepted.</param>
public sealed record RowFault(string Code, string? Column, string Expected)
{
    public static RowFault ShortRow { get; } = new("short-row", null, "as many fields as the header");
    public static RowFault ExtraField { get; } = new("extra-field", null, "no more fields than the header");
    public static RowFault StrayQuote { get; } = new("stray-quote", null, "quotes around a whole field, and doubled inside it");
    public static RowFault UnclosedQuote { get; } = new("unclosed-quote", null, "a closing quote on the same line");
    public static RowFault NotUtf8 { get; } = new("not-utf8", null, "UTF-8");
    public static RowFault RowTooLong { get; } = new("row-too-long", null, "a row of at most 1 MiB");
    public static RowFault ControlCharacter { get; } = new("control-character", null, "no control characters");
    public static RowFault NotJson { get; } = new("not-json", null, "one JSON object on a line");
    public static RowFault DuplicateProperty { get; } = new("duplicate-property", null, "every property once");
    public static RowFault MissingStoreId { get; } = new("missing-store-id", StoreId.Column, StoreId.Expected);
    public static RowFault BadStoreId { get; } = new("bad-store-id", StoreId.Column, StoreId.Expected);
    public static RowFault DuplicateStoreId { get; } = new("duplicate-store-id", StoreId.Column, "one row for each store in a period; none of the rows was taken");
    public static RowFault MissingProductId { get; } = new("missing-product-id", ProductId.Column, StoreId.Expected);
    public static RowFault BadProductId { get; } = new("bad-product-id", ProductId.Column, StoreId.Expected);
    public static RowFault DuplicateProductId { get; } = new("duplicate-product-id", ProductId.Column, "one row for each product of a store in a period; none of the rows was taken");
    public static RowFault RepeatedProductRow { get; } = new("repeated-row", ProductId.Column, "one row for each product of a store in a period; the same readings were taken once");
    public static RowFault RepeatedRow { get; } = new("repeated-row", StoreId.Column, "one row for each store in a period; the same readings were taken once");

    public static RowFault MissingRequired(Metric metric) => new("missing-required", metric.Name, "a reading; the policy requires one");

    public static RowFault WrongJsonType(string column) => new("wrong-json-type", column, "a number, a string or true/false, as the metric is declared");

    public static RowFault Of(ReadingFault fault, Metric metric) => fault switch
    {
        ReadingFault.NotANumber => new("not-a-number", metric.Name, "digits with an optional minus and decimal point"),
        ReadingFault.NotFinite => new("not-finite", metric.Name, "a finite number"),
        ReadingFault.TooManyDecimals => new("too-many-decimals", metric.Name, $"at most {metric.Decimals} decimal places"),
        ReadingFault.Overflow => new("overflow", metric.Name, "a number that fits"),
        ReadingFault.OutOfRange => new("out-of-range", metric.Name, FormattableString.Invariant($"from {metric.Minimum?.ToString() ?? "any"} to {metric.Maximum?.ToString() ?? "any"}")),
        ReadingFault.UnknownValue => new("unknown-value", metric.Name, $"one of {string.Join(", ", metric.Values.Take(12))}{(metric.Values.Count > 12 ? ", …" : "")}"),
        ReadingFault.NotADate => new("not-a-date", metric.Name, "a day as yyyy-mm-dd"),
        ReadingFault.NotYesOrNo => new("not-yes-or-no", metric.Name, "yes, no, true, false, 1 or 0"),
        ReadingFault.NotEvents => new("not-events", metric.Name, metric.Values.Count == 0
            ? "days with points, such as 2026-07-03 6; 2026-08-01, or none"
            : $"days with a type ({string.Join(", ", metric.Values.Take(12))}{(metric.Values.Count > 12 ? ", …" : "")}) and points, such as 2026-07-03 {metric.Values[0]} 6, or none"),
        _ => throw new UnreachableException(),
    };
}

/// <summary>The id of a store: ASCII letters, digits and <c>. _ : -</c>, up to 64 of them, compared ordinally.</summary>
public static class StoreId
{
    public const string Column = "store_id";
    public const int LongestLength = 64;

    /// <summary>Of a product's key: two ids and the mark between them.</summary>
    public const int LongestKey = 2 * LongestLength + 1;

    public const string Expected = "1 to 64 ASCII letters, digits, or . _ : -";

    private static readonly System.Buffers.SearchValues<byte> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"u8);

    public static bool IsValid(ReadOnlySpan<byte> id) => id.Length is >= 1 and <= LongestLength && id.IndexOfAnyExcept(Allowed) < 0;

    public static bool IsValid(string id) => IsValid(System.Text.Encoding.UTF8.GetBytes(id));

    /// <summary>Whether a text is the id of a store, or the key of a product of a store.</summary>
    public static bool IsKey(string text) => SubjectKey.Parse(text) is var key && IsValid(key.Store) && (key.Product is null || IsValid(key.Product));
}

/// <summary>The id of a product among those of its store. It looks like a store's.</summary>
public static class ProductId
{
    public const string Column = "product_id";
}
