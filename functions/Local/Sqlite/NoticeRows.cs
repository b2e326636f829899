using Microsoft.Data.Sqlite;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Sqlite;

/// <summary>How a notice comes out of its table.</summary>
internal static class NoticeRows
{
    public const string Columns = "store, channel, template, movement, state, delivery, not_before, version, occasion";

    public static Notice Read(RunKey run, SqliteDataReader row) =>
        new(run, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Words.Read<NoticeState>(row.GetString(4)))
        {
            Delivery = DeliveryCodec.Read(row.Text(5), row.GetString(6), row.GetInt32(7)),
            Occasion = OccasionCodec.Read(row.Text(8)),
        };
}
