using System.Globalization;
using TierFunctions.Domain.Programmes;
using TierFunctions.Local.Sample;

namespace TierFunctions.EndToEnd.Tests.Year;

/// <summary>The metric blobs of the year: what a letter of a script stands for, and the peers beside it.</summary>
internal static class Rows
{
    public const int Year = 2027;

    private const string Toys = "toys";

    /// <summary>The blob of a programme for a period that ends with a month, as CSV.</summary>
    public static string Of(string programme, int month) => programme switch
    {
        "service-level" => Csv(Everybody(month).Select(one => Level(one.Store, one.Industry, one.Level))),
        "china-good-sellers" => Csv(Letters(Cast.GoodSellers, month).Select(one => GoodSeller(one.Store, one.Letter, LevelOf(one.Store, month)))),
        "pop-tier" => Csv([.. Letters(Cast.Pop, month).Select(one => Pop(one.Store, one.Letter)), .. Peers.At(month).Where(IsPop).Select(PopPeer)]),
        "managed-tier" => Csv([.. Letters(Cast.Managed, month).Select(one => Managed(one.Store, Toys, ShareOf(one.Letter))), .. Peers.At(month).Where(row => !IsPop(row)).Select(row => Managed(row["store_id"], row["industry"], PraiseOf(row)))]),
        "refund-rate-warning" => Csv(Letters(Cast.Products, month).Select(one => Product(SubjectKey.Parse(one.Store), one.Letter))),
        "gold-silver" => Csv([.. Letters(Cast.Medals, month / 3).Select(one => Medal(one.Store, one.Letter, LevelOf(one.Store, month))), .. Peers.At(month).Select(Sampled)]),
        "starters" => Csv(Letters(Cast.Starters, month).Select(one => Starter(one.Store, one.Letter))),
        "seasons" => Csv(Letters(Cast.Seasons, month).Select(one => new Columns { ["store_id"] = one.Store, ["score"] = one.Letter switch { 'g' => "80", 's' => "60", '?' => "", _ => "59" } })),
        "annual-fee-refund" => Csv(Letters(Cast.Fees, 1).Select(one => Fee(one.Store, one.Letter))),
        _ => throw new ArgumentException($"There are no rows for {programme}.", nameof(programme)),
    };

    /// <summary>Q2 as it should have been reported: one store's orders had been counted without its sales.</summary>
    public static string Corrected() => Csv([.. Letters(Cast.Medals, 2).Select(one => Medal(one.Store, one.Store == "Wrongly-reported" ? 'G' : one.Letter, LevelOf(one.Store, 6))), .. Peers.At(6).Select(Sampled)]);

    /// <summary>The service level that a store's readings give it in a month.</summary>
    private static string LevelOf(string store, int month) => (Cast.Levels.FirstOrDefault(script => script.Store == store)?.Letters[month - 1] ?? 'g') switch
    {
        'e' => "excellent",
        'g' => "good",
        'p' => "passing",
        'f' => "failing",
        _ => "",
    };

    private static IEnumerable<(string Store, string Industry, string Level)> Everybody(int month) =>
    [
        .. Named.Select(store => (store, Toys, LevelOf(store, month))),
        .. Peers.At(month).Select(row => (row["store_id"], row["industry"], row["service_level"])),
    ];

    /// <summary>Every store that somebody else asks the level of.</summary>
    private static IEnumerable<string> Named =>
        new[] { Cast.Levels, Cast.GoodSellers, Cast.Pop, Cast.Medals, Cast.Fees }.SelectMany(scripts => scripts).Select(script => script.Store).Distinct();

    private static IEnumerable<(string Store, char Letter)> Letters(IEnumerable<Script> scripts, int period) =>
        scripts.Select(script => (script.Store, Letter: script.Letters[period - 1])).Where(one => one.Letter != Script.Absent);

    private static Columns Level(string store, string industry, string level)
    {
        var score = level switch { "excellent" => 95, "good" => 85, "passing" => 70, "failing" => 50, _ => 95 };
        return new()
        {
            ["store_id"] = store, ["industry"] = industry, ["orders_90d"] = level.Length > 0 ? "1000" : "9", ["disputes_lost_90d"] = "0", ["bad_experience_orders_90d"] = "0",
            ["positive_reviews_90d"] = "99", ["reviews_90d"] = "100", ["service_score"] = Text(score),
        };
    }

    private static Columns GoodSeller(string store, char letter, string level) => new()
    {
        ["store_id"] = store, ["industry"] = Toys, ["paid_90d"] = "80000", ["cancelled_90d"] = "5000", ["rejected_90d"] = "3000", ["returned_90d"] = letter == '.' ? "0" : "2000",
        ["service_level"] = level, ["dsr_description"] = "4.6", ["dsr_communication"] = "4.5", ["dsr_delivery"] = "4.4", ["service_score_least"] = "90", ["review_score"] = "90",
        ["hit_product_share"] = "0.8", ["copyright_violations"] = "0", ["counterfeit_violations"] = "0", ["complaints"] = letter == '?' ? "" : "0",
        ["faked_orders"] = letter == 'X' ? "1" : "0", ["risk_control"] = "yes",
    };

    private static Columns Pop(string store, char letter)
    {
        var rate = letter switch { 'S' or 'L' => "0.97", 'A' => "0.92", 'B' => "0.85", _ => "0.7" };
        return Pop(store, Toys, letter == 'L' ? "9" : "900000", rate, rate, rate, "good");
    }

    private static Columns PopPeer(Row row) => Pop(row["store_id"], row["industry"], row["gmv_90d"], row["on_shelf_access_rate"], Text(PraiseOf(row)), "0.9", row["service_level"]);

    private static Columns Pop(string store, string industry, string sales, string onTime, string praise, string disputeFree, string level) => new()
    {
        ["store_id"] = store, ["industry"] = industry, ["business_model"] = "pop", ["orders_90d"] = "1000", ["gmv_90d"] = sales, ["on_time_rate"] = onTime, ["praise_rate"] = praise,
        ["dispute_free"] = disputeFree, ["service_level"] = level,
    };

    private static decimal ShareOf(char letter) => letter switch { 'S' => 0.95m, 'A' => 0.8m, 'B' => 0.65m, _ => 0.4m };

    private static Columns Managed(string store, string industry, decimal share) => new()
    {
        ["store_id"] = store, ["industry"] = industry, ["business_model"] = "managed", ["orders_90d"] = "100", ["invitations"] = "100", ["invitations_accepted"] = Percent(share),
        ["stock_orders"] = "100", ["stocked_on_time"] = Percent(share), ["fulfilled_to_order"] = Text(share), ["warehouse_orders_90d"] = Percent(share), ["defect_free"] = Text(share),
        ["service_score"] = Percent(share),
    };

    private static Columns Product(SubjectKey product, char letter) => new()
    {
        ["store_id"] = product.Store, ["product_id"] = product.Product ?? "", ["product_name"] = $"{product.Product} of {product.Store}", ["industry"] = Toys, ["business_model"] = "managed", ["orders"] = letter == 'n' ? "19" : "100",
        ["refunded"] = letter switch { 'a' => "9", 's' => "17", _ => "8" },
    };

    /// <summary>At the top of everything peers are measured by, or well above their average; in port (L), above it but for logistics.</summary>
    private static Columns Medal(string store, char letter, string level)
    {
        var (isGold, isSilver) = (letter is 'G' or 'b', letter is 'S' or 'L' or '?');
        var rating = isGold ? "4.99" : isSilver ? "4.80" : "4.20";
        return new()
        {
            ["store_id"] = store, ["industry"] = Toys, ["store_type"] = "official", ["business_model"] = "pop", ["country"] = store == "Strike-told-late" ? "ES" : "CN",
            ["gmv_90d"] = isGold ? "900000" : isSilver ? "300000" : "9000", ["orders_90d"] = "100000", ["capability"] = letter == '?' ? "" : "advanced",
            ["dsr_description"] = rating, ["dsr_logistics"] = letter == 'L' ? "4.20" : rating, ["dsr_service"] = rating, ["disputes_90d"] = isGold ? "0" : isSilver ? "900" : "5000",
            ["positive_reviews_90d"] = isGold ? "1000" : isSilver ? "955" : "800", ["reviews_90d"] = "1000", ["service_level"] = level, ["on_shelf_access_rate"] = isGold ? "1" : isSilver ? "0.86" : "0.5",
            ["im_response_rate"] = isGold ? "1" : isSilver ? "0.9" : "0.5", ["promotions_joined"] = "1", ["work_chat_bound"] = "yes", ["traffic_spend_90d"] = "1", ["ip_serious"] = "0",
            ["ip_points"] = letter == 'b' ? "18" : "0", ["restricted_points"] = "0", ["transaction_points"] = "0", ["dishonest"] = "no", ["other_violation"] = "no",
            ["free_return_service"] = "yes", ["short_video_share"] = "1", ["listed_goods"] = "1000", ["follower_growth"] = "0.1", ["held_tier"] = "none",
        };
    }

    private static Columns Sampled(Row row) => new(Local.Sample.Columns.Names.Select(name => KeyValuePair.Create(name, name == "store_name" ? "" : row[name])));

    private static Columns Starter(string store, char letter)
    {
        var (held, since) = Cast.HeldBefore(store);
        return new() { ["store_id"] = store, ["score"] = letter == 's' ? "60" : "59", ["held"] = held, ["held_since"] = since };
    }

    private static Columns Fee(string store, char letter)
    {
        var levels = Enumerable.Range(1, 12).Select(month => LevelOf(store, month)).ToList();
        var (lastYear, second) = letter switch { 'F' => (50_000, 30_000), 'H' => (59_000, 30_000), _ => (50_000, 29_000) };
        return new()
        {
            ["store_id"] = store, ["industry"] = Toys, ["fee_paid"] = letter == '0' ? "0" : "10000", ["months_good"] = Text(levels.Count(level => level is "good" or "excellent")),
            ["months_assessed"] = Text(levels.Count(level => level.Length > 0)), ["gmv_year"] = "60000", ["gmv_last_year"] = Text(lastYear), ["gmv_first_half"] = "30000", ["gmv_second_half"] = Text(second),
        };
    }

    private static bool IsPop(Row row) => row["business_model"] == "pop";

    /// <summary>Whole percents, so that a rate of a hundred orders comes to the same; a store that nobody has rated yet has a middling one.</summary>
    private static decimal PraiseOf(Row row) => row["reviews_90d"] is "" or "0"
        ? 0.9m
        : decimal.Round(decimal.Parse(row["positive_reviews_90d"], CultureInfo.InvariantCulture) / decimal.Parse(row["reviews_90d"], CultureInfo.InvariantCulture), 2, MidpointRounding.ToZero);

    private static string Percent(decimal share) => Text(share * 100);

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Csv(IEnumerable<Columns> rows)
    {
        var all = rows.ToList();
        var header = all.SelectMany(row => row.Keys).Distinct().ToList();
        return string.Join('\n', all.Select(row => string.Join(',', header.Select(column => row.GetValueOrDefault(column, "")))).Prepend(string.Join(',', header))) + "\n";
    }

    /// <summary>The readings of one store, by column.</summary>
    private sealed class Columns : Dictionary<string, string>
    {
        public Columns()
        {
        }

        public Columns(IEnumerable<KeyValuePair<string, string>> readings)
            : base(readings)
        {
        }
    }
}
