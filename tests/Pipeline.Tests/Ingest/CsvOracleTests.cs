using System.Text;
using System.Text.Json;
using CsvHelper;

namespace TierFunctions.Pipeline.Tests.Ingest;

/// <summary>Another reader of CSV, told to be as strict, must take the same rows and read the same fields.</summary>
public sealed class CsvOracleTests
{
    private static readonly string[] Pieces =
        ["a", "b c", "店", "\"", "\"\"", "\"\"\"\"", "\"x\"", "\"x,y\"", "\"x\"\"y\"", ",", ",,", " ", "'", "\\", ";", "|", "=1+1", "0", "-"];

    [Fact]
    public async Task AnotherStrictReaderTakesTheSameRows()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var text = File(new Random(seed));
            var ours = await Ingested.OfCsvAsync(text);
            var theirs = ReadWithCsvHelper(text);
            var accepted = ours.Stores.Select(line => JsonElement.Parse(line)).ToDictionary(row => row[0].GetString()!, row => row[1].GetString() ?? ""); // an id is a string
            Assert.Equal(theirs, accepted.OrderBy(store => store.Key, StringComparer.Ordinal).Select(store => (store.Key, store.Value)));
        }
    }

    /// <summary>Rows of three columns whose last two are glued together from pieces that matter; ids are good and unique.</summary>
    private static string File(Random random)
    {
        var end = random.Next(2) == 0 ? "\n" : "\r\n";
        var text = new StringBuilder("store_id,name,more" + end);
        for (var row = 0; row < 200; row++)
        {
            if (random.Next(20) == 0) text.Append(end);
            var id = FormattableString.Invariant($"S{row:D3}");
            text.Append(random.Next(5) == 0 ? $"\"{id}\"" : id).Append(',');
            for (var piece = random.Next(4); piece > 0; piece--) text.Append(Pieces[random.Next(Pieces.Length)]);
            text.Append(',');
            for (var piece = random.Next(3); piece > 0; piece--) text.Append(Pieces[random.Next(Pieces.Length)]);
            if (row < 199 || random.Next(2) == 0) text.Append(end);
        }
        return text.ToString();
    }

    private static List<(string Id, string Name)> ReadWithCsvHelper(string text)
    {
        var options = new CsvReaderOptions
        {
            Separator = ',',
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = _ => { },
            IncludeValuesInExceptions = false,
        };
        var rows = new List<(string, string)>();
        using var reader = CsvReader.FromText(text, options);
        while (reader.Read()) rows.Add((reader.GetString(0) ?? "", reader.GetString(1) ?? ""));
        return rows;
    }
}
