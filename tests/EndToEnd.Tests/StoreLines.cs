using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TierFunctions.EndToEnd.Tests;

/// <summary>What <c>tier show --json</c> says of a store, as lines for people to read and compare.</summary>
internal static class StoreLines
{
    public static void Write(StringBuilder text, JsonElement store)
    {
        Line($"\n{Raw(store, "store")}: {Raw(store, "status")}, {Raw(store, "tier")}; before {Raw(store, "before")}; since {Raw(store, "since")}");
        if (store.TryGetProperty("reason", out var reason) && reason.ValueKind is JsonValueKind.String) Line($"  {reason.GetString()}");
        if (!store.TryGetProperty("tiers", out var tiers) || tiers.ValueKind is not JsonValueKind.Array) return;
        foreach (var bar in store.GetProperty("bars").EnumerateArray().Where(bar => bar.GetProperty("applies").GetBoolean())) Line($"  shut by {Raw(bar, "id")}");
        foreach (var tier in tiers.EnumerateArray())
        {
            foreach (var finding in tier.GetProperty("requirements").EnumerateArray())
                Line($"  {Raw(tier, "tier")} {Raw(finding, "id")}: {Raw(finding, "reading")} {Raw(finding, "comparison")} {Raw(finding, "limit")} ({Source(finding.GetProperty("limitFrom"))}): {Raw(finding, "verdict")}");
        }
        if (store.GetProperty("gap") is { ValueKind: JsonValueKind.Object } gap && gap.GetProperty("missed").GetArrayLength() > 0)
            Line($"  to {Raw(gap, "next")}: {string.Join(", ", gap.GetProperty("missed").EnumerateArray().Select(missed => $"{Raw(missed, "id")} {Raw(missed, "difference")}"))}");

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Source(JsonElement from) =>
        Raw(from, "source") is "benchmark" ? $"{Raw(from, "group")}, {Raw(from, "population")} stores" : Raw(from, "source");

    private static string Raw(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? "-"
        : value.ValueKind is JsonValueKind.Array ? string.Join(" or ", value.EnumerateArray())
        : value.ToString();
}
