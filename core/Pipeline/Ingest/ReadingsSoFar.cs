using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>Every store's readings of a period that is under way, put into order in a temporary file; checked as a run would check them.</summary>
/// <param name="Chunks">Where the stores lie in the file.</param>
/// <param name="Read">Rows: those accepted and those quarantined.</param>
/// <param name="Objection">Why nobody can be judged by them; null where one can.</param>
internal sealed record ReadingsSoFar(FileStream Snapshot, IReadOnlyList<Chunk> Chunks, long Read, long Accepted, long Quarantined, string? Objection) : IAsyncDisposable
{
    /// <param name="rowsBefore">The accepted rows of the period before; null where that is not known.</param>
    public static async Task<ReadingsSoFar> ReadAsync(
        Plan plan, IInputs inputs, IReadOnlyList<FoundInput> found, long? rowsBefore, PipelineOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<PinnedInput> pinned = [.. found.Select(input => new PinnedInput(input.Name, input.ETag, input.Length))];
        var quarantine = new QuarantineWriter(Stream.Null, pinned.Count);
        var reading = new InputReading(plan, options.Spread, inputs, pinned, options.Workers, quarantine, (_, _) => { });
        var file = TemporaryFile.Create();
        try
        {
            using var snapshot = new SnapshotWriter(file, plan.Policy, options.Spread);
            using var segments = new SegmentStore(plan.Benchmarked.Count, options.IngestMemory);
            await reading.ReadAllAsync(segments.Add, cancellationToken);
            new SnapshotRows(snapshot, columns: null, quarantine, [.. pinned.Select(input => input.Name)], plan.Policy.Subject).Write(segments.Merge(), cancellationToken);
            var chunks = snapshot.Complete();
            await file.FlushAsync(cancellationToken);
            var accepted = chunks.Sum(chunk => (long)chunk.Stores);
            if (reading.RowsRead != accepted + quarantine.Count)
                throw new InvalidOperationException($"{reading.RowsRead} rows were read, but {accepted} accepted and {quarantine.Count} quarantined.");
            var stopping = reading.Findings.Concat(reading.AgainstManifests())
                .Concat(QualityGate.Examine(plan.Policy, reading.RowsRead, accepted, quarantine.Count, rowsBefore, reading.Supplied)).Where(finding => finding.Stops);
            return new ReadingsSoFar(file, chunks, reading.RowsRead, accepted, quarantine.Count, stopping.FirstOrDefault()?.Message);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines of a chunk. Safe for several at once.</summary>
    public byte[] LinesOf(Chunk chunk)
    {
        var lines = new byte[chunk.Length];
        for (var at = 0; at < lines.Length;)
        {
            var read = RandomAccess.Read(Snapshot.SafeFileHandle, lines.AsSpan(at), chunk.Offset + at);
            if (read == 0) throw new EndOfStreamException($"The snapshot ends within chunk {chunk.Number}.");
            at += read;
        }
        return lines;
    }

    public ValueTask DisposeAsync() => Snapshot.DisposeAsync();
}
