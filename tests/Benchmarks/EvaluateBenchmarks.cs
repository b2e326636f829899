using BenchmarkDotNet.Attributes;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Local.Sqlite;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Benchmarks;

/// <summary>Judging 100,000 stores: the verdicts alone, with reading them from the snapshot and writing their outcomes, and with keeping those in SQLite.</summary>
public class EvaluateBenchmarks
{
    private readonly Yardstick yardstick = new();
    private byte[] snapshot = [];
    private RunPlan plan = null!; // set up before any benchmark
    private long[] rows = [];
    private string folder = "";

    [GlobalSetup]
    public void Prepare()
    {
        using var store = yardstick.Read();
        (snapshot, var chunks, var columns) = yardstick.Freeze(store);
        plan = new RunPlan(Yardstick.Run, yardstick.Plan.Policy, columns.Compute(yardstick.Industries, 1, CancellationToken.None), chunks);
        var metrics = plan.Policy.Metrics.Count;
        rows = new long[Yardstick.Stores * metrics];
        var line = new SnapshotLine(plan);
        var row = 0;
        foreach (var chunk in chunks)
        {
            var text = snapshot.AsSpan((int)chunk.Offset, chunk.Length);
            for (var at = 0; Lines.Next(text, ref at, out var range); row++) line.Read(text[range], rows.AsSpan(row * metrics, metrics));
        }
        folder = Directory.CreateTempSubdirectory("tier-benchmark-").FullName;
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(folder, recursive: true);

    [Benchmark(Baseline = true)]
    public int Judge()
    {
        Span<Verdict> verdicts = stackalloc Verdict[plan.Plan.Tests.Count];
        var metrics = plan.Policy.Metrics.Count;
        var assessed = 0;
        for (var row = 0; row < Yardstick.Stores; row++)
        {
            if (plan.Judge.Assess(rows.AsSpan(row * metrics, metrics), verdicts).Status is Status.Assessed) assessed++;
        }
        return assessed;
    }

    [Benchmark]
    public int ReadJudgeAndWrite()
    {
        var outcomes = 0;
        foreach (var chunk in plan.Chunks)
        {
            using var evaluation = new ChunkEvaluation(plan, chunk, [], [], isRevision: false, follows: false);
            outcomes += evaluation.Evaluate(snapshot.AsSpan((int)chunk.Offset, chunk.Length)).Outcomes.Count;
        }
        return outcomes;
    }

    [Benchmark]
    public async Task ReadJudgeAndKeep()
    {
        var file = Path.Combine(folder, "tier.db");
        File.Delete(file);
        using var database = new SqliteDatabase(file);
        await new SqliteRuns(database).AddAsync(
            new Run { Key = Yardstick.Run, State = RunState.Evaluating, PolicyVersion = "1", PolicySha256 = "", Inputs = [] }, CancellationToken.None);
        var kept = new SqliteOutcomes(database);
        foreach (var chunk in plan.Chunks)
        {
            using var evaluation = new ChunkEvaluation(plan, chunk, [], [], isRevision: false, follows: false);
            await kept.SaveAsync(evaluation.Evaluate(snapshot.AsSpan((int)chunk.Offset, chunk.Length)), CancellationToken.None);
        }
    }
}
