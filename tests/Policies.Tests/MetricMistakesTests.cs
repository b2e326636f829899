namespace TierFunctions.Policies.Tests;

public sealed class MetricMistakesTests
{
    /// <summary>What the sample says, what it says instead, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "orders: { kind: count }",
            "orders: { kind: cuont }",
            "14: metrics.orders.kind: found 'cuont', expected count, amount, rating, score, rate, duration, flag, date, level, category, text, points, events (did you mean 'count'?)"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count, decimals: 2 }",
            "14: metrics.orders.decimals: found '2', expected no decimals: a count is whole"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count, required: maybe }",
            "14: metrics.orders.required: found 'maybe', expected yes or no"
        },
        {
            "orders: { kind: count }",
            "Orders!: { kind: count }\n  orders: { kind: count }",
            "14: metrics.Orders!: found the metric name 'Orders!', expected a name in small letters, digits, - and _, beginning with a letter"
        },
        {
            "orders: { kind: count }",
            "store_id: { kind: text }\n  orders: { kind: count }",
            "14: metrics.store_id: found the metric 'store_id', expected another name: every row has this column, the store's own id"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count, better: up }",
            "14: metrics.orders.better: found 'up', expected higher, lower"
        },
        {
            "orders: { kind: count }",
            "orders: count",
            "14: metrics.orders: found 'count', expected a metric: { kind: …, … }"
        },
        {
            "currency: USD, decimals: 2, range",
            "decimals: 2, range",
            "12: metrics.gmv_90d: found no 'currency', expected currency: a currency code such as USD, or local for each store's own"
        },
        {
            "currency: USD, decimals: 2, range",
            "currency: dollars, decimals: 2, range",
            "12: metrics.gmv_90d.currency: found 'dollars', expected a currency code such as USD, or local for each store's own"
        },
        {
            "range: [0, open] }",
            "range: [0] }",
            "12: metrics.gmv_90d.range: found 1 bounds, expected two bounds such as [0, 5] or [0, open]"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events, of: [ip, late] }\n  points: { kind: points, events: { of: events, only: [pi] } }",
            "16: metrics.points.events.only[0]: found 'pi', expected one of ip, late (did you mean 'ip'?)"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  points: { kind: points, events: { of: orders } }",
            "15: metrics.points.events.of: found 'orders', a count, expected a metric of the kind events"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events }\n  points: { kind: points, events: { of: events, since: year, within: { days: 9 } } }",
            "16: metrics.points.events: found more than one of 'within', 'since' and 'fading', expected one rule by which events stop counting, or none"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events }\n  points: { kind: points, events: { of: events, fading: [ { within: { days: 9 }, at: 33.3 % } ] } }",
            "16: metrics.points.events.fading[0].at: found '33.3 %', expected a share with at most 2 decimal places, so that the 2 of the metric hold what is left of a point"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events, whenMissing: 2026-07-03 6 6 }",
            "15: metrics.events.whenMissing: found '2026-07-03 6 6', expected events such as 2026-07-03 6; …, or none"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events, of: [ip] }\n  points: { kind: points, events: { of: events, points: { pi: 2 } } }",
            "16: metrics.points.events.points.pi: found 'pi', expected one of ip (did you mean 'ip'?)"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events, of: [ip] }\n  points: { kind: points, events: { of: events, points: { ip: 0.001 } } }",
            "16: metrics.points.events.points.ip: found '0.001', expected a number with at most 2 decimal places, so that the 2 of the metric hold what is left of a point"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  events: { kind: events, of: [ip] }\n  points: { kind: points, events: { of: events, points: { ip: -1 } } }",
            "16: metrics.points.events.points.ip: found '-1', expected a number that is not below 0"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: count, sum: { order: 2 } }",
            "15: metrics.total.sum.order: found 'order', expected a metric declared above this one, which is computed from it (did you mean 'orders'?)"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: count, sum: { orders: 2 }, less: [orders] }",
            "15: metrics.total.less: found a list, expected no such field: a part that is taken away counts -1 times"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: count, sum: [orders, 0.5] }",
            "15: metrics.total.sum[1]: found '0.5', expected at most 0 decimal places, as total has"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: score, product: [orders] }",
            "15: metrics.total.product: found one metric, expected at least two metrics"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: count, rounded: { of: orders, down: 0 } }",
            "15: metrics.total.rounded.down: found '0', expected a step above 0"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: count, rounded: { of: orders, down: 2, up: 2 } }",
            "15: metrics.total.rounded: found several steps, expected whole steps such as { of: orders, down: 100 } or { of: stars, nearest: 0.1 }"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count }\n  total: { kind: count, value: many }",
            "15: metrics.total.value: found 'many', expected a number for total such as 30000, -0.5 or 2 %"
        },
        {
            "range: [0, 5], decimals: 1",
            "range: [0.55, 5], decimals: 1",
            "18: metrics.stars.range[0]: found '0.55', expected at most 1 decimal places, as stars has"
        },
        {
            "range: [0, 5], decimals: 1",
            "range: [5, 0], decimals: 1",
            "18: metrics.stars.range[1]: found '0', expected a bound that is not below the first"
        },
        {
            "bound: { kind: flag }",
            "bound: { kind: flag, range: [0, 1] }",
            "20: metrics.bound.range: found a list, expected no range: a flag has no bounds"
        },
        {
            "order: [low, middle, high]",
            "order: [low]",
            "19: metrics.level.order: found 1 names, expected the level's steps, lowest first"
        },
        {
            "order: [low, middle, high]",
            "order: [low, middle, low, high]",
            "19: metrics.level.order[2]: found 'low' again, expected each name once"
        },
        {
            ", order: [low, middle, high]",
            "",
            "19: metrics.level: found no 'order', expected order: the level's steps, lowest first"
        },
        {
            "whenMissing: 0",
            "whenMissing: none",
            "15: metrics.disputes.whenMissing: found 'none', expected a number for disputes such as 30000, -0.5 or 2 %"
        },
        {
            "country: { kind: category }",
            "country: { kind: category, whenMissing: US }",
            "11: metrics.country.whenMissing: found 'US', expected no such field: a category that takes any text stays missing"
        },
        {
            "of: disputes, per: orders",
            "of: disputes, per: stars",
            "16: metrics.dispute_rate.per: found 'stars', expected a metric declared above this one, which is computed from it"
        },
        {
            "of: disputes, per: orders",
            "of: dispute_rate, per: orders",
            "16: metrics.dispute_rate.of: found 'dispute_rate', expected a metric declared above this one, which is computed from it"
        },
        {
            "of: disputes, per: orders",
            "of: turnover, per: orders",
            "16: metrics.dispute_rate.of: found 'turnover', expected a metric declared above this one, which is computed from it"
        },
        {
            "of: disputes, per: orders",
            "of: disputes",
            "16: metrics.dispute_rate.of: found 'of' without 'per', expected both, as in of: disputes_90d, per: orders_90d"
        },
        {
            "of: disputes, per: orders",
            "of: bound, per: orders",
            "16: metrics.dispute_rate.of: found 'bound', expected a metric declared above this one, which is computed from it"
        },
        {
            "of: disputes, per: orders, better",
            "of: disputes, per: orders, required: yes, better",
            "16: metrics.dispute_rate.required: found 'yes', expected no such field: a derived metric is not supplied"
        },
        {
            "less: [returned]",
            "less: [disputes]",
            "17: metrics.turnover.less[0]: found 'disputes', a count, expected a metric of the same kind and currency as the one computed from it"
        },
        {
            "sum: [gmv_90d], less",
            "less",
            "17: metrics.turnover.less: found 'less' without 'sum', expected sum: the metrics to take it from"
        },
        {
            "orders: { kind: count }",
            "orders: { kind: count, whenMissing: 1.5 }",
            "14: metrics.orders.whenMissing: found '1.5', expected at most 0 decimal places, as orders has"
        },
        {
            "decimals: 1 }",
            "decimals: 13 }",
            "18: metrics.stars.decimals: found '13', expected decimal places, a whole number from 0 to 12"
        },
        {
            "returned: { kind: amount, currency: USD, decimals: 2 }",
            "returned: { kind: amount, currency: USD, decimals: 2 }\n  fine: { kind: amount, currency: USD, decimals: 8 }\n  odd: { kind: rate, decimals: 12, of: gmv_90d, per: fine }",
            "15: metrics.odd.per: found 'fine' with 8 decimal places for a share with 12, expected at most 19 together, so that every quotient is exact"
        },
        {
            "of: disputes, per: orders",
            "of: disputes, per: gmv_90d",
            "16: metrics.dispute_rate.per: found 'gmv_90d', expected a metric of the kind and currency of disputes: a rate is a share of like in like"
        },
        {
            "turnover: { kind",
            "label: { kind: text, whenMissing: none }\n  turnover: { kind",
            "17: metrics.label.whenMissing: found 'none', expected no such field: a text that takes any text stays missing"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesAMetricThatCannotBe(string written, string instead, string mistake) =>
        Assert.Equal([$"{Sample.File}:{mistake}"], Sample.With(written, instead).Mistakes.Select(found => found.ToString()));
}
