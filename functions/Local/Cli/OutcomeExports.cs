using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>A form in which outcomes leave: one line a store or product.</summary>
internal interface IOutcomeExport : IDisposable
{
    void Write(StoredOutcome outcome);
}

/// <summary>
/// CSV for spreadsheets, by RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front, also where nothing that can
/// be seen, or a full-width sign, hides that it is one; numbers are left alone, negative ones included.
/// </summary>
internal sealed class CsvExport : IOutcomeExport
{
    private static readonly SearchValues<char> Quotable = SearchValues.Create(",\"\r\n");
    private static readonly string[] Facts = ["status", "tier", "before", "movement", "since", "missed", "reason"];
    private readonly StreamWriter writer;
    private readonly RunPlan plan;
    private readonly IReadOnlyList<Metric> readings;

    public CsvExport(Stream stream, RunPlan plan)
    {
        this.plan = plan;
        readings = [.. plan.Readings.Select(name => plan.Policy.Metrics[plan.Policy.SlotOf(name)])];
        writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Ids(plan).Concat(Facts).Concat(readings.Select(metric => metric.Name)).Select(Text)));
    }

    public void Write(StoredOutcome outcome)
    {
        var key = SubjectKey.Parse(outcome.Store);
        List<string> cells = plan.Policy.Subject is Subject.Product ? [Text(key.Store), Text(key.Product ?? "")] : [Text(outcome.Store)];
        cells.AddRange(
        [
            Text(outcome.Status.ToString()), Text(outcome.Tier), Text(outcome.Before ?? ""), OutcomeFacts.Movement(plan, outcome),
            outcome.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", Text(string.Join(' ', OutcomeFacts.Missed(plan, outcome))), Text(outcome.Reason ?? ""),
        ]);
        if (outcome.Readings.Length == 0) cells.AddRange(Enumerable.Repeat("", readings.Count));
        else
        {
            using var document = JsonDocument.Parse(outcome.Readings);
            cells.AddRange(document.RootElement.EnumerateArray().Select(Cell));
        }
        writer.WriteLine(string.Join(',', cells));
    }

    public void Dispose() => writer.Dispose();

    private static string[] Ids(RunPlan plan) => plan.Policy.Subject is Subject.Product ? [StoreId.Column, ProductId.Column] : [StoreId.Column];

    private static string Cell(JsonElement reading) => reading.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => Text(reading.GetString() ?? ""),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => reading.GetRawText(),
    };

    private static bool IsFormula(string text)
    {
        var first = 0;
        while (first < text.Length && (char.IsWhiteSpace(text[first]) || char.IsControl(text[first]) || char.GetUnicodeCategory(text[first]) is UnicodeCategory.Format)) first++;
        return text.Length > 0 && text[0] is '\t' or '\r' or '\n' || first < text.Length && text[first] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';
    }

    private static string Text(string text)
    {
        if (IsFormula(text)) text = "'" + text;
        return text.AsSpan().ContainsAny(Quotable) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}

/// <summary>NDJSON for programs: an object a line, readings by metric name.</summary>
internal sealed class NdjsonExport(Stream stream, RunPlan plan) : IOutcomeExport
{
    private readonly IReadOnlyList<string> readings = plan.Readings;
    private readonly BufferedStream buffered = new(stream, 1 << 16);

    public void Write(StoredOutcome outcome)
    {
        using (var json = new Utf8JsonWriter(buffered))
        {
            json.WriteStartObject();
            SubjectJson.WriteMembers(json, outcome.Store);
            json.WriteString("industry", outcome.Industry);
            json.WriteString("status", outcome.Status.ToString());
            json.WriteString("tier", outcome.Tier);
            json.WriteString("before", outcome.Before);
            json.WriteString("movement", OutcomeFacts.Movement(plan, outcome));
            json.WriteString("since", outcome.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (outcome.Reason is { } reason) json.WriteString("reason", reason);
            json.WriteStartArray("missed");
            foreach (var id in OutcomeFacts.Missed(plan, outcome)) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteStartObject("readings");
            if (outcome.Readings.Length > 0)
            {
                using var document = JsonDocument.Parse(outcome.Readings);
                for (var i = 0; i < readings.Count; i++)
                {
                    json.WritePropertyName(readings[i]);
                    document.RootElement[i].WriteTo(json);
                }
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        buffered.WriteByte((byte)'\n');
    }

    public void Dispose() => buffered.Dispose();
}

/// <summary>What exports say of an outcome beyond what is stored.</summary>
internal static class OutcomeFacts
{
    public static string Movement(RunPlan plan, StoredOutcome outcome) =>
        outcome.MovementIn(plan.Policy).ToString().ToLowerInvariant();

    /// <summary>The ids of the requirements of tiers that the store missed, each once, in the order of the policy. A bar that is missed is no fault.</summary>
    public static IEnumerable<string> Missed(RunPlan plan, StoredOutcome outcome) => outcome.Verdicts.Length == 0 ? [] : plan.Policy.Tiers
        .SelectMany(tier => tier.Requires.Tests)
        .Select(test => (test.Id, Place: plan.Plan.PlaceOf(test)))
        .OrderBy(test => test.Place)
        .Where(test => VerdictLetters.Read(outcome.Verdicts[test.Place]) is Verdict.Missed)
        .Select(test => test.Id)
        .Distinct(StringComparer.Ordinal);
}
