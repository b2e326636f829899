namespace TierFunctions.Local.Sample;

/// <summary>The row that a store's feed gives at the end of a month.</summary>
internal static class Readings
{
    private const int MonthsANewStoreIsNew = 3;

    public static Row Of(SampleStore store, int month)
    {
        var row = new Row();
        var performance = new Performance(store, month);
        var isNew = month - store.Opened < MonthsANewStoreIsNew;
        var isUnrated = isNew && performance.Chance.Is(0.6);

        PutIdentity(row, store);
        PutTrade(row, store, performance, isNew, isUnrated);
        if (!isUnrated) PutMarks(row, performance);
        PutStanding(row, performance);
        PutViolations(row, performance.Chance);
        PutIndustryExtras(row, performance);
        return row;
    }

    private static void PutIdentity(Row row, SampleStore store)
    {
        row["store_id"] = store.Id;
        row["store_name"] = store.Name;
        row["industry"] = store.Industry.Name;
        row["store_type"] = store.StoreType;
        row["business_model"] = store.BusinessModel;
        row["country"] = store.Country;
        row["held_tier"] = store.HeldTier;
    }

    // Sales are skewed: the mean lies well above the middle, so that few stores are above average.
    private static void PutTrade(Row row, SampleStore store, Performance performance, bool isNew, bool isUnrated)
    {
        var sales = store.Industry.Sales * Curve.Exponential(1.8 * performance.In(Aspect.Sales)) * (isNew ? 0.3 : 1);
        var basket = store.Industry.Basket * (0.8 + 0.4 * performance.Chance.Fraction());
        var orders = Math.Max(1, (long)(sales / basket));
        var disputes = 0.014 * Curve.Exponential(-0.55 * Curve.Bounded(performance.In(Aspect.Disputes)));
        var reviews = isUnrated ? 0 : (long)(orders * (0.35 + 0.3 * performance.Chance.Fraction()));
        var praise = 0.935 + 0.02 * Curve.Bounded(performance.In(Aspect.Praise));

        row.Put("gmv_90d", sales, 2);
        row.Put("orders_90d", orders);
        row.Put("disputes_90d", (long)(orders * disputes + 0.5));
        row.Put("reviews_90d", reviews);
        row.Put("positive_reviews_90d", (long)(reviews * praise + 0.5));
        row.Put("traffic_spend_90d", performance.Chance.Is(0.45) ? sales * 0.06 * performance.Chance.Fraction() : 0, 2);
    }

    private static void PutMarks(Row row, Performance performance)
    {
        row.Put("dsr_description", 4.70 + 0.075 * Curve.Bounded(performance.In(Aspect.Description)), 2);
        row.Put("dsr_logistics", 4.66 + 0.080 * Curve.Bounded(performance.In(Aspect.Logistics)), 2);
        row.Put("dsr_service", 4.72 + 0.070 * Curve.Bounded(performance.In(Aspect.Service)), 2);
        row.Put("im_response_rate", 0.86 + 0.045 * Curve.Bounded(performance.In(Aspect.Response)), 4);
    }

    private static void PutStanding(Row row, Performance performance)
    {
        row["capability"] = performance.In(Aspect.Capability) switch
        {
            > 1.3 => "advanced",
            > 0.8 => "high_potential",
            > -0.2 => "waist",
            _ => "tail",
        };
        row["service_level"] = performance.In(Aspect.ServiceLevel) switch
        {
            > 1.0 => "excellent",
            > 0.0 => "good",
            > -1.4 => "passing",
            _ => "failing",
        };
        row.Put("on_shelf_access_rate", 0.78 + 0.07 * Curve.Bounded(performance.In(Aspect.ShelfAccess)), 4);
        row.Put("promotions_joined", (long)Math.Max(0, 1.4 + 1.2 * performance.In(Aspect.Promotions)));
        row.Put("work_chat_bound", performance.Chance.Is(0.75));
    }

    private static void PutViolations(Row row, Chance chance)
    {
        row.Put("ip_serious", chance.Is(0.02) ? 1 + chance.Below(3) : 0);
        row.Put("ip_points", chance.Is(0.05) ? 2 * (1 + chance.Below(12)) : 0);
        row.Put("restricted_points", chance.Is(0.04) ? 2 * (1 + chance.Below(12)) : 0);
        row.Put("transaction_points", chance.Is(0.06) ? 3 * (1 + chance.Below(12)) : 0);
        row.Put("dishonest", chance.Is(0.006));
        row.Put("other_violation", chance.Is(0.004));
    }

    private static void PutIndustryExtras(Row row, Performance performance)
    {
        var assortment = performance.In(Aspect.Assortment);
        row.Put("free_return_service", performance.Chance.Is(0.6 + 0.12 * Curve.Bounded(assortment)));
        row.Put("short_video_share", 0.5 + 0.15 * Curve.Bounded(assortment + performance.Chance.Normal()), 4);
        row.Put("listed_goods", 5 + (long)(220 * Curve.Exponential(0.8 * assortment)));
        row.Put("follower_growth", 0.02 + 0.05 * performance.In(Aspect.Followers), 4);
    }
}
