using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Tables;

/// <summary>
/// The rows of a run's bucket, which is one partition: <c>c|number</c> the marker of a finished chunk, <c>n|store|channel|template</c>
/// a notice, <c>o|store</c> an outcome, where a product of a store is <c>store!product</c>. So each kind is read without the others.
/// </summary>
internal static class OutcomeEntities
{
    public const string Markers = "c";
    public const string Notices = "n";
    public const string Outcomes = "o";

    public const string Summary = "Summary";
    public const string After = "After";
    public const string Ends = "Ends";
    public const string State = "State";

    /// <summary>When a notice is due, as text that sorts; what has none is due at once.</summary>
    public const string NotBefore = "NotBefore";

    private const string Delivery = "Delivery";
    private const string Version = "Version";
    private const string Occasion = "Occasion";

    private const string Readings = "Readings";

    public static string PartitionOf(RunKey run, int bucket) => $"{PartitionOf(run)}|{bucket.ToString("D4", CultureInfo.InvariantCulture)}";

    /// <summary>What belongs to a run as a whole.</summary>
    public static string PartitionOf(RunKey run) => Keys.Of(run.Programme, run.Period.ToString(), run.Revision.ToString(CultureInfo.InvariantCulture));

    public static string RowOf(string kind, params ReadOnlySpan<string> parts) => $"{kind}|{Keys.Of(parts)}";

    /// <summary>The rows of a partition that begin with a prefix; the bar that ends it gives way to the character after it.</summary>
    public static string Under(string partition, string prefix) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix + '|'} and RowKey lt {prefix + '}'}");

    /// <summary>The rows of the notices of a store's products.</summary>
    public static string OfProducts(string partition, string store)
    {
        var (after, upTo) = SubjectKey.ProductsOf(store);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {RowOf(Notices, after)} and RowKey lt {RowOf(Notices, upTo)}");
    }

    public static TableEntity Marker(ChunkResult result)
    {
        var marker = new TableEntity(PartitionOf(result.Run, result.Chunk.Bucket), $"{Markers}|{Keys.Of(result.Chunk.Number)}") { [Ends] = result.Chunk.UpTo is null };
        if (result.Chunk.After is { } after) marker[After] = after;
        marker.SetText(Summary, ChunkSummaryCodec.Write(result.Summary));
        return marker;
    }

    public static int NumberOf(TableEntity marker) => int.Parse(marker.RowKey.AsSpan(Markers.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    public static TableEntity Outcome(ChunkResult result, string partition, in OutcomeRecord outcome)
    {
        var entity = new TableEntity(partition, RowOf(Outcomes, Encoding.UTF8.GetString(outcome.Store.Span)))
        {
            ["Status"] = Words.Write(outcome.Status),
            ["Tier"] = result.Ladder[outcome.Tier],
            ["Verdicts"] = Encoding.UTF8.GetString(outcome.Verdicts.Span),
        };
        entity.SetText(Readings, Encoding.UTF8.GetString(outcome.Readings.Span));
        if (!outcome.Industry.IsEmpty) entity["Industry"] = Encoding.UTF8.GetString(outcome.Industry.Span);
        if (outcome.Before >= 0) entity["Before"] = result.Ladder[outcome.Before];
        if (outcome.CameFrom >= 0) entity["CameFrom"] = result.Ladder[outcome.CameFrom];
        if (outcome.Since != 0) entity["Since"] = DateOnly.FromDayNumber(outcome.Since).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (outcome.Reason is { } reason) entity["Reason"] = reason;
        if (!outcome.Standing.IsEmpty) entity["Standing"] = Encoding.UTF8.GetString(outcome.Standing.Span);
        return entity;
    }

    public static StoredOutcome ReadOutcome(RunKey run, TableEntity entity) => new(
        run,
        Keys.Unescape(entity.RowKey[(Outcomes.Length + 1)..]),
        entity.GetString("Industry"),
        Words.Read<Status>(entity.GetString("Status")),
        entity.GetString("Tier"),
        entity.GetString("Before"),
        entity.GetString("CameFrom"),
        entity.GetString("Since") is { } since ? DateOnly.ParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        entity.GetString("Verdicts"),
        entity.GetText(Readings),
        entity.GetString("Reason"))
    {
        Standing = entity.GetString("Standing") ?? "",
    };

    /// <summary>A notice without a state is held, so that writing it once more cannot take back what became of it since.</summary>
    public static TableEntity Notice(string partition, Notice notice)
    {
        var entity = new TableEntity(partition, RowOf(Notices, notice.Store, notice.Channel, notice.Template)) { ["Movement"] = notice.Movement };
        if (notice.State is not NoticeState.Held) entity[State] = Words.Write(notice.State);
        if (OccasionCodec.Write(notice.Occasion) is { } occasion) entity.SetText(Occasion, occasion);
        return entity;
    }

    public static NoticeState StateOf(TableEntity notice) =>
        notice.GetString(State) is { } state ? Words.Read<NoticeState>(state) : NoticeState.Held;

    public static Notice ReadNotice(RunKey run, TableEntity entity)
    {
        var parts = entity.RowKey.Split('|');
        return new Notice(run, Keys.Unescape(parts[1]), Keys.Unescape(parts[2]), Keys.Unescape(parts[3]), entity.GetString("Movement"), StateOf(entity))
        {
            Delivery = DeliveryCodec.Read(entity.GetString(Delivery) is { Length: > 0 } delivery ? delivery : null, entity.GetString(NotBefore) ?? "", VersionOf(entity)),
            Occasion = entity.ContainsKey(Occasion) ? OccasionCodec.Read(entity.GetText(Occasion)) : null,
        };
    }

    public static int VersionOf(TableEntity notice) => notice.GetInt32(Version) ?? 0;

    /// <summary>What a step of a notice's delivery changes of it.</summary>
    public static TableEntity Step(string partition, Notice notice) => Stepped(new TableEntity(partition, RowOf(Notices, notice.Store, notice.Channel, notice.Template)), notice);

    /// <summary>A notice with its occasion and how far its delivery has come.</summary>
    public static TableEntity Reminder(string partition, Notice notice) => Stepped(Notice(partition, notice), notice);

    private static TableEntity Stepped(TableEntity entity, Notice notice)
    {
        entity[State] = Words.Write(notice.State);
        entity[NotBefore] = DeliveryCodec.WriteInstant(notice.Delivery.NotBefore);
        entity[Version] = notice.Delivery.Version;
        entity[Delivery] = DeliveryCodec.Write(notice.Delivery) ?? "";
        return entity;
    }
}
