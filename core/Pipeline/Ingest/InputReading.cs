using System.Text.Json;
using System.Threading.Channels;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Metrics;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.EvaluateStores;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Reads a run's pinned inputs: one task hashes, decompresses and cuts into blocks, workers read the rows of blocks, and what
/// they find is handed on block by block in the order of the inputs: refused rows to the quarantine, accepted ones as a segment.
/// </summary>
internal sealed class InputReading(
    Plan plan, Spread spread, IInputs inputs, IReadOnlyList<PinnedInput> pinned, int workers, QuarantineWriter quarantine, Action<long, long> progress)
{
    private readonly Columns columns = new(plan.Policy);
    private readonly Lock collecting = new();
    private readonly SortedDictionary<int, ReadBlock> waiting = [];
    private readonly long[] readRows = new long[pinned.Count];
    private readonly string?[] hashes = new string?[pinned.Count];
    private readonly List<Manifest> manifests = [];
    private int next;
    private long bytesDone;
    private long rowsDone;

    /// <summary>By slot, the vocabulary of a category that takes any name.</summary>
    public Vocabulary?[] Open { get; } = OpenVocabularies(plan);

    /// <summary>By slot, whether any input has the metric's column.</summary>
    public bool[] Supplied { get; } = new bool[plan.Policy.Metrics.Count];

    public SortedSet<string> Unused { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that could not be read as what they say they are.</summary>
    public List<GateFinding> Findings { get; } = [];

    public long RowsRead => readRows.Sum();

    /// <param name="keep">Takes each block's accepted rows, one block at a time, and gives their segment up when it needs it no longer.</param>
    public async Task ReadAllAsync(Action<Segment> keep, CancellationToken cancellationToken)
    {
        var blocks = Channel.CreateBounded<Block>(new BoundedChannelOptions(workers + 1) { SingleWriter = true });
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ProduceAsync(blocks.Writer, failing.Token);
        var working = Enumerable.Range(0, workers).Select(_ => Task.Run(() => ConsumeAsync(blocks.Reader, keep, failing), failing.Token)).ToArray();
        await Task.WhenAll([reading, .. working]);
        progress(rowsDone, bytesDone);
    }

    /// <summary>The inputs as read.</summary>
    public IReadOnlyList<InputSummary> Summaries() => [.. pinned.Select((input, i) => new InputSummary(
        input.Name, input.Length, hashes[i] ?? "", readRows[i], readRows[i] - quarantine.Of(i), quarantine.Of(i)))];

    /// <summary>What the sender's manifests say and the inputs do not bear out.</summary>
    public IEnumerable<GateFinding> AgainstManifests()
    {
        foreach (var listed in manifests.SelectMany(manifest => manifest.Files ?? []))
        {
            var at = pinned.ToList().FindIndex(input => input.Name.EndsWith("/" + listed.Name, StringComparison.Ordinal) || input.Name == listed.Name);
            if (at < 0) yield return Against($"lists '{listed.Name}', which is not among the inputs");
            else if (listed.Sha256 is { } sha && !sha.Equals(hashes[at], StringComparison.OrdinalIgnoreCase)) yield return Against($"says that {listed.Name} has the SHA-256 {sha}; found {hashes[at]}");
            else if (listed.Rows is { } rows && rows != readRows[at]) yield return Against(FormattableString.Invariant($"says that {listed.Name} has {rows:N0} rows; found {readRows[at]:N0}"));
        }

        static GateFinding Against(string what) => new("manifest-mismatch", $"{Manifest.FileName} {what}", Stops: true, CanBeOverridden: true);
    }

    private async Task ProduceAsync(ChannelWriter<Block> blocks, CancellationToken cancellationToken)
    {
        // Off the caller's thread: hashing and decompressing are work.
        await Task.Yield();
        try
        {
            var number = 0;
            for (var i = 0; i < pinned.Count; i++) number = await ProduceAsync(i, number, blocks, cancellationToken);
            blocks.Complete();
        }
        catch (Exception problem)
        {
            blocks.Complete(problem);
            throw;
        }
    }

    private async Task<int> ProduceAsync(int input, int number, ChannelWriter<Block> blocks, CancellationToken cancellationToken)
    {
        var name = pinned[input].Name;
        await using var verified = new VerifiedStream(await inputs.OpenAsync(pinned[input], cancellationToken));
        if (Path.GetFileName(name) == Manifest.FileName)
        {
            await ReadManifestAsync(name, verified, cancellationToken);
        }
        else
        {
            await using var unzipped = IsGzip(name) ? new GzipInput(name, verified) : null;
            var reader = BlocksOf(input, name, (Stream?)unzipped ?? verified, plan.Policy, columns, Unused, Supplied, number);
            try
            {
                await foreach (var block in reader.ReadAsync(cancellationToken))
                {
                    await blocks.WriteAsync(block, cancellationToken);
                    progress(Interlocked.Read(ref rowsDone), bytesDone + verified.BytesRead);
                }
            }
            catch (UnreadableInputException problem)
            {
                Findings.Add(new GateFinding(problem.Code, problem.Message, Stops: true, CanBeOverridden: false));
            }
            number = reader.NextNumber;
        }
        // What an unreadable file still holds belongs to its hash.
        var rest = new byte[1 << 16];
        while (await verified.ReadAsync(rest, cancellationToken) > 0)
        {
        }
        bytesDone += verified.BytesRead;
        hashes[input] = verified.Sha256();
        if (verified.BytesRead != pinned[input].Length) throw new InputChangedException(name, FormattableString.Invariant($"had {pinned[input].Length:N0} bytes and now gives {verified.BytesRead:N0}"));
        return number;
    }

    private async Task ReadManifestAsync(string name, Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await JsonSerializer.DeserializeAsync(stream, IngestJson.Default.Manifest, cancellationToken);
            if (manifest?.Files is { } files && files.All(file => !string.IsNullOrEmpty(file.Name))) manifests.Add(manifest);
            else Findings.Add(new GateFinding("unreadable-manifest", $"{name}: expected {{\"files\": [{{\"name\", \"rows\", \"sha256\"}}]}}", Stops: true, CanBeOverridden: true));
        }
        catch (JsonException problem)
        {
            Findings.Add(new GateFinding("unreadable-manifest", $"{name}: line {problem.LineNumber + 1} is not JSON of a manifest", Stops: true, CanBeOverridden: true));
        }
    }

    private async Task ConsumeAsync(ChannelReader<Block> blocks, Action<Segment> keep, CancellationTokenSource failing)
    {
        var reader = new BlockReader(plan, new RowAcceptance(plan, spread, Open));
        try
        {
            await foreach (var block in blocks.ReadAllAsync(failing.Token))
            {
                var read = reader.Read(block, pinned[block.Input].Name);
                lock (collecting) Collect(read, keep);
            }
        }
        catch
        {
            await failing.CancelAsync();
            throw;
        }
    }

    private void Collect(ReadBlock read, Action<Segment> keep)
    {
        waiting.Add(read.Number, read);
        while (waiting.Remove(next, out var block))
        {
            readRows[block.Input] += block.Read;
            rowsDone += block.Read;
            foreach (var row in block.Quarantined) quarantine.Add(row, block.Input);
            keep(block.Segment);
            next++;
        }
    }

    internal static Vocabulary?[] OpenVocabularies(Plan plan) => [.. plan.Policy.Metrics.Select((metric, slot) =>
        metric.Kind is MetricKind.Category && metric.Values.Count == 0 ? new Vocabulary(plan.NamesOf(slot)) : null)];

    internal static bool IsGzip(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The blocks of a file that is of the form its name says.</summary>
    internal static Blocks BlocksOf(int input, string name, Stream stream, Policy policy, Columns columns, ISet<string> unused, bool[] supplied, int firstNumber) => new(
        input, name, stream,
        header => CsvRows.ReadHeader(header.Span, columns, name, unused, supplied),
        IsNdjson(name) ? new NdjsonRows(policy, columns, unused, supplied) : null,
        firstNumber);

    private static bool IsNdjson(string name) =>
        name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson.gz", StringComparison.OrdinalIgnoreCase);
}
