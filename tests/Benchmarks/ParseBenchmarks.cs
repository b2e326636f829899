using System.Text;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Benchmarks;

/// <summary>Reading 100,000 rows of 27 columns: ours against CsvHelper, which only splits them, and against the whole of what ingestion does with a row.</summary>
public class ParseBenchmarks
{
    private readonly Yardstick yardstick = new();
    private string text = "";

    [GlobalSetup]
    public void Decode() => text = Encoding.UTF8.GetString(yardstick.Csv);

    [Benchmark(Baseline = true)]
    public int CsvHelper()
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',', AllowLineBreaksInQuotes = false, MalformedData = CsvMalformedDataHandling.Skip, FieldCountMismatch = CsvFieldCountHandling.Skip,
        });
        var length = 0;
        while (csv.Read()) length += csv.GetString(0)?.Length ?? 0;
        return length;
    }

    [Benchmark]
    public int Split()
    {
        var fields = new RowFields(yardstick.Plan.Policy.Metrics.Count);
        var length = 0;
        for (var at = yardstick.HeaderLength + 1; Lines.Next(yardstick.Csv, ref at, out var line);)
        {
            var (start, size) = line.GetOffsetAndLength(yardstick.Csv.Length);
            if (yardstick.Rows.Read(yardstick.Csv, start, size, fields) is null) length += fields.TextLength;
        }
        return length;
    }

    [Benchmark]
    public void SplitCheckAndKeep() => yardstick.Read().Dispose();
}
