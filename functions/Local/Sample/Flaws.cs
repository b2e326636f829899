using System.Diagnostics;

namespace TierFunctions.Local.Sample;

/// <summary>
/// Which places are spoilt, and how: about 4 in 1,000, but 6 of 1,000. The kinds take turns, from one quarter to the next as
/// well, so that two quarters of a sample of 1,000 show all of them.
/// </summary>
internal static class Flaws
{
    private static readonly Flaw[] kinds = Enum.GetValues<Flaw>();

    /// <summary>The flaws of a month by place. A place is written to file <c>place % files</c>, of which the last is not CSV.</summary>
    public static Dictionary<int, Flaw> Of(int stores, int month, int files)
    {
        var count = Math.Max(stores / 250, Math.Min(6, stores / 160));
        var flaws = new Dictionary<int, Flaw>();
        for (var turn = 0; turn < count; turn++)
        {
            var flaw = kinds[((long)(month / 3) * count + turn) % kinds.Length];
            // Too few or too many fields are known only to rows without names, so JSON has none.
            var file = turn % (flaw is Flaw.ShortRow or Flaw.ExtraField ? files - 1 : files);
            var place = (int)((long)stores * (2 * turn + 1) / (2 * count));
            flaws.Add(place - place % files + file, flaw);
        }
        return flaws;
    }

    /// <summary>The row of a place with its flaw. A duplicate is the reading that the store before it in the file gave a quarter ago.</summary>
    public static Row Spoil(Flaw flaw, Row row, Row earlier)
    {
        switch (flaw)
        {
            case Flaw.ShortRow:
                row.Fields.RemoveRange(row.Fields.Count - 5, 5);
                break;
            case Flaw.ExtraField:
                row.Fields.Add("surplus");
                break;
            case Flaw.TextInNumber:
                row["listed_goods"] = "about 300";
                break;
            case Flaw.UnknownIndustry:
                row["industry"] = "antigravity";
                break;
            case Flaw.RatingOutOfRange:
                row["dsr_service"] = "7.40";
                break;
            case Flaw.EmptyStoreId:
                row["store_id"] = "";
                break;
            case Flaw.DuplicateStoreId:
                return earlier;
            case Flaw.NotANumber:
                row["on_shelf_access_rate"] = "NaN";
                break;
            case Flaw.CountOverflow:
                row["orders_90d"] = "99999999999999999999";
                break;
            case Flaw.NegativeAmount:
                row["gmv_90d"] = "-" + row["gmv_90d"];
                break;
            case Flaw.UnknownLevel:
                row["capability"] = "superb";
                break;
            default:
                throw new UnreachableException();
        }
        return row;
    }
}
