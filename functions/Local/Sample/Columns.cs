namespace TierFunctions.Local.Sample;

/// <summary>What a row of the sample says of a store, in the order of the columns; a blank field is a reading that is not there.</summary>
internal static class Columns
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "store_id", "store_name", "industry", "store_type", "business_model", "country",
        "gmv_90d", "orders_90d", "capability", "dsr_description", "dsr_logistics", "dsr_service",
        "disputes_90d", "positive_reviews_90d", "reviews_90d", "service_level", "on_shelf_access_rate", "im_response_rate",
        "promotions_joined", "work_chat_bound", "traffic_spend_90d",
        "ip_serious", "ip_points", "restricted_points", "transaction_points", "dishonest", "other_violation",
        "free_return_service", "short_video_share", "listed_goods", "follower_growth", "held_tier",
    ];

    private static readonly HashSet<string> words =
    [
        "store_id", "store_name", "industry", "store_type", "business_model", "country", "capability", "service_level",
        "work_chat_bound", "dishonest", "other_violation", "free_return_service", "held_tier",
    ];

    /// <summary>For each column, whether JSON writes its readings as numbers.</summary>
    public static IReadOnlyList<bool> AreNumbers { get; } = [.. Names.Select(name => !words.Contains(name))];

    private static readonly Dictionary<string, int> places =
        Names.Select((name, place) => (name, place)).ToDictionary(c => c.name, c => c.place);

    public static int PlaceOf(string name) => places[name];
}
