using System.Security.Cryptography;
using System.Text.Json;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Results;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Ingest;

/// <summary>
/// Reads and checks a run's pinned inputs, freezes snapshot and benchmarks, cuts the chunks and seals them. Everything it writes
/// follows from the inputs, so doing it again, or twice at the same time, writes the same.
/// </summary>
public sealed class IngestRunHandler(
    IRuns runs, IPolicies policies, IInputs inputs, IRunFiles files, IRunCatalogue catalogue, RunPlans plans, PipelineOptions options, IProgress<RunProgress> progress, TimeProvider time)
{
    public async Task<IReadOnlyList<Message>> HandleAsync(Message.IngestRun message, CancellationToken cancellationToken)
    {
        await using var attempt = await IngestAttempt.BeginAsync(runs, message.Key, options.IngestDeadAfter, time, cancellationToken);
        if (attempt is null) return [];
        var run = attempt.Run;

        var policy = await files.ReadPolicyAsync(policies, run, cancellationToken);
        var plan = new Plan(policy.Policy, run.Key.Period);
        var rowsBefore = run.Previous is { } previous ? (await runs.FindAsync(previous, cancellationToken))?.Ingest?.Accepted : null;
        IngestSummary summary;
        IReadOnlyList<Chunk> chunks;
        try
        {
            (summary, chunks) = await IngestAsync(run, plan, rowsBefore, cancellationToken);
        }
        catch (InputChangedException problem)
        {
            await attempt.EndAsync(run with { State = RunState.Failed, Failure = problem.Message }, cancellationToken);
            return [];
        }

        var stopped = summary.Findings.Any(finding => finding.Stops && (!finding.CanBeOverridden || run.GateOverride is null));
        var ingested = run with
        {
            State = stopped ? RunState.GateFailed : RunState.Evaluating,
            Inputs = [.. run.Inputs.Zip(summary.Inputs, (input, read) => input with { Sha256 = read.Sha256 })],
            Ingest = summary,
        };
        if (stopped)
        {
            await attempt.EndAsync(ingested, cancellationToken);
            return [];
        }
        // Sealed before anything is sent: from here on completion knows what to expect.
        await files.WriteAsync(run.Key, RunFile.Chunks, (stream, token) => JsonSerializer.SerializeAsync(stream, [.. chunks], IngestJson.Default.ChunkArray, token), cancellationToken);
        await catalogue.DescribeAsync(run.Key, [.. RunPlan.SlotsOf(plan, await files.ReadRulingsAsync(run, cancellationToken)).Select(slot => plan.Policy.Metrics[slot].Name)], TestDescription.Of(plan), cancellationToken);
        await attempt.EndAsync(ingested, cancellationToken);
        return [.. chunks.Select(chunk => new Message.EvaluateChunk(run.Key.ToString(), chunk.Number))];
    }

    private async Task<(IngestSummary Summary, IReadOnlyList<Chunk> Chunks)> IngestAsync(Run run, Plan plan, long? rowsBefore, CancellationToken cancellationToken)
    {
        if (OrderedRows.MayBeIn(run.Inputs, options.Spread))
        {
            try
            {
                return await IngestAsync(run, plan, rowsBefore, ordered: true, cancellationToken);
            }
            catch (NotOrderedException)
            {
                // What was written of snapshot and quarantine is given up, and the inputs are read again.
            }
        }
        return await IngestAsync(run, plan, rowsBefore, ordered: false, cancellationToken);
    }

    private async Task<(IngestSummary Summary, IReadOnlyList<Chunk> Chunks)> IngestAsync(
        Run run, Plan plan, long? rowsBefore, bool ordered, CancellationToken cancellationToken)
    {
        var total = run.Inputs.Sum(input => input.Length);
        var sources = run.Sources ?? [];
        var earlier = await SourceReadings.FindAsync(plan, sources, plans, cancellationToken);
        // Where results are read, nobody asks the blobs for the column that would stand in for them.
        var unasked = plan.Results.Where(metric => !sources.StandsIn(metric)).Select(metric => metric.Slot).ToHashSet();
        IngestSummary? summary = null;
        IReadOnlyList<Chunk> chunks = [];

        await files.WriteAsync(run.Key, RunFile.Quarantine, async (quarantineStream, token) =>
        {
            var quarantine = new QuarantineWriter(quarantineStream, run.Inputs.Count);
            var reading = new InputReading(plan, options.Spread, inputs, run.Inputs, options.Workers, quarantine,
                (rows, bytes) => progress.Report(new RunProgress(run.Key, RunState.Ingesting, rows, 0, bytes, total)));

            var frozen = await FreezeAsync(run, plan, reading, quarantine, ordered, token);
            chunks = frozen.Chunks;
            var accepted = chunks.Sum(chunk => (long)chunk.Stores);
            if (reading.RowsRead != accepted + quarantine.Count)
                throw new InvalidOperationException($"{run.Key}: {reading.RowsRead} rows were read, but {accepted} accepted and {quarantine.Count} quarantined.");

            summary = new IngestSummary
            {
                Inputs = reading.Summaries(),
                Read = reading.RowsRead,
                Accepted = accepted,
                Quarantined = quarantine.Count,
                QuarantinedBy = quarantine.ByCode,
                Findings =
                [
                    .. reading.Findings, .. reading.AgainstManifests(),
                    .. QualityGate.Examine(plan.Policy, reading.RowsRead, accepted, quarantine.Count, rowsBefore, [.. reading.Supplied.Select((found, slot) => found || unasked.Contains(slot))]),
                    .. ResultFindings.Of(plan, sources),
                    .. ResultFindings.Of(plan, sources, earlier),
                ],
                UnusedColumns = [.. reading.Unused.Concat(ResultFindings.UnusedColumns(plan, sources, reading.Supplied)).Order(StringComparer.Ordinal)],
                SnapshotSha256 = frozen.SnapshotSha256,
                BenchmarksSha256 = frozen.BenchmarksSha256,
            };
        }, cancellationToken);
        return (summary!, chunks); // set by the callback, which has ended
    }

    /// <summary>Reads the inputs into snapshot and benchmarks.</summary>
    private async Task<(IReadOnlyList<Chunk> Chunks, string SnapshotSha256, string BenchmarksSha256)> FreezeAsync(
        Run run, Plan plan, InputReading reading, QuarantineWriter quarantine, bool ordered, CancellationToken cancellationToken)
    {
        IReadOnlyList<Chunk> chunks = [];
        var sha = "";
        var computing = Task.FromResult(BenchmarkSet.Empty);
        await files.WriteAsync(run.Key, RunFile.Snapshot, async (stream, token) =>
        {
            using var snapshot = new SnapshotWriter(stream, plan.Policy, options.Spread);
            var columns = new BenchmarkColumns(plan);
            if (ordered)
            {
                await reading.ReadAllAsync(new OrderedRows(snapshot, columns, plan.Benchmarked.Count).Add, token);
            }
            else
            {
                using var segments = new SegmentStore(plan.Benchmarked.Count, options.IngestMemory);
                await reading.ReadAllAsync(segments.Add, token);
                new SnapshotRows(snapshot, columns, quarantine, [.. run.Inputs.Select(input => input.Name)], plan.Policy.Subject).Write(segments.Merge(), token);
            }
            // Computed while the disk still takes the snapshot in.
            computing = Task.Run(() => columns.Compute(GroupNames(plan, reading), options.Workers, token), token);
            chunks = snapshot.Complete();
            sha = snapshot.Sha256();
        }, cancellationToken);

        var benchmarks = BenchmarkCodec.Write(await computing, plan.Policy);
        await files.WriteAsync(run.Key, RunFile.Benchmarks, (stream, token) => stream.WriteAsync(benchmarks, token).AsTask(), cancellationToken);
        return (chunks, sha, Convert.ToHexStringLower(SHA256.HashData(benchmarks)));
    }

    private static IReadOnlyList<string> GroupNames(Plan plan, InputReading reading) =>
        plan.GroupSlot < 0 ? [] : reading.Open[plan.GroupSlot]?.Names ?? plan.Policy.Metrics[plan.GroupSlot].Values;
}
