using System.Globalization;
using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies;

namespace TierFunctions.Benchmarks;

/// <summary>A made-up marketplace under the yardstick policy, in memory: what every benchmark works on.</summary>
internal sealed class Yardstick
{
    public const int Stores = 100_000;

    public Yardstick()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "yardstick.yaml");
        var reading = PolicyDocument.Read(file, File.ReadAllText(file));
        Plan = new Plan(reading.Policy ?? throw new InvalidOperationException(string.Join('\n', reading.Mistakes)));
        Csv = MakeCsv();
        HeaderLength = Csv.AsSpan().IndexOf((byte)'\n');
        Rows = CsvRows.ReadHeader(Csv.AsSpan(0, HeaderLength), new Columns(Plan.Policy), "yardstick.csv", new HashSet<string>(), new bool[Plan.Policy.Metrics.Count]);
    }

    public Plan Plan { get; }

    public byte[] Csv { get; }

    public int HeaderLength { get; }

    internal CsvRows Rows { get; }

    public static Spread Spread { get; } = new(Buckets: 1, StoresPerChunk: 8192);

    public static RunKey Run { get; } = new("yardstick", Period.Containing(new DateOnly(2026, 8, 1), Cadence.Quarterly), 1);

    /// <summary>Reads every row into segments.</summary>
    public SegmentStore Read()
    {
        var fields = new RowFields(Plan.Policy.Metrics.Count);
        var acceptance = new RowAcceptance(Plan, Spread, new Domain.Metrics.Vocabulary?[Plan.Policy.Metrics.Count]);
        var store = new SegmentStore(Plan.Benchmarked.Count, memoryBudget: 1L << 30);
        var row = 0;
        for (var at = HeaderLength + 1; Lines.Next(Csv, ref at, out var line);)
        {
            var (start, length) = line.GetOffsetAndLength(Csv.Length);
            var fault = Rows.Read(Csv, start, length, fields) ?? acceptance.TryAdd(fields, row++, start);
            if (fault is not null) throw new InvalidOperationException($"Row {row}: {fault}");
            if (row % 6000 == 0) store.Add(acceptance.Take(0, 0, 0));
        }
        store.Add(acceptance.Take(0, 0, 0));
        return store;
    }

    /// <summary>Freezes the rows into a snapshot and the columns that benchmarks are computed from.</summary>
    public (byte[] Snapshot, IReadOnlyList<Chunk> Chunks, BenchmarkColumns Columns) Freeze(SegmentStore store)
    {
        using var stream = new MemoryStream();
        using var writer = new SnapshotWriter(stream, Plan.Policy, Spread);
        var columns = new BenchmarkColumns(Plan);
        new SnapshotRows(writer, columns, new QuarantineWriter(Stream.Null, files: 1), ["yardstick.csv"], Plan.Policy.Subject).Write(store.Merge(), CancellationToken.None);
        var chunks = writer.Complete();
        return (stream.ToArray(), chunks, columns);
    }

    public IReadOnlyList<string> Industries => Plan.Policy.Metrics[Plan.GroupSlot].Values;

    private byte[] MakeCsv()
    {
        string[] types = ["official", "franchise", "specialty", "ordinary"];
        string[] levels = ["tail", "waist", "high_potential", "advanced"];
        var industries = Plan.Policy.Metrics[Plan.GroupSlot].Values;
#pragma warning disable CA5394 // Made-up readings, not secrets; the seed makes them the same every time.
        var random = new Random(1);
        var text = new StringBuilder(Stores * 150);
        text.Append("store_id,industry,store_type,business_model,capability_level,gmv_90d,orders_90d,gmv_cancelled,gmv_rejected,gmv_returned,dsr_description,dsr_logistics,dsr_service,dispute_rate,positive_feedback_rate,service_score,on_shelf_access_rate,im_response_24h_rate,ip_serious_infringements,ip_points,restricted_points,transaction_points,dishonest_operations,promotions_joined,invested,previous_tier,silver_since\n");
        for (var i = 0; i < Stores; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"S{i:D8},{industries[random.Next(industries.Count)]},{types[random.Next(4)]},pop,{levels[random.Next(4)]},{random.Next(100, 90_000_00) / 100m:0.00},{random.Next(1, 9000)},{random.Next(900)}.5,{random.Next(90)}.25,{random.Next(900)},4.{random.Next(10, 99)},4.{random.Next(10, 99)},4.{random.Next(10, 99)},0.00{random.Next(100, 999)},0.9{random.Next(100, 999)},{random.Next(60, 99)}.{random.Next(9)},0.9,0.95,{random.Next(40) / 39},{random.Next(20)},{random.Next(20)},{random.Next(26)},0,{random.Next(12)},{random.Next(2)},none,\n");
        }
#pragma warning restore CA5394
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
