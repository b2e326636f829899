using System.Text;
using BenchmarkDotNet.Attributes;
using TierFunctions.App.Http;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Benchmarks;

/// <summary>What an answer about one store takes by itself: reading what was sent, judging it with everything behind it, and writing it out.</summary>
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    private readonly byte[] sent = Encoding.UTF8.GetBytes("""
        {"industry":"apparel","store_type":"ordinary","capability_level":"waist","gmv_90d":12764.87,"dsr_description":4.48,"dsr_logistics":4.43,"dsr_service":4.44,
         "dispute_rate":0.00433,"positive_feedback_rate":0.9285,"service_score":71,"ip_serious_infringements":0,"ip_points":0,"restricted_points":0,
         "transaction_points":0,"dishonest_operations":0,"promotions_joined":0,"invested":false}
        """);

    private RunPlan plan = null!; // set up before any benchmark
    private long[] row = [];
    private Explanation explanation = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var yardstick = new Yardstick();
        using var store = yardstick.Read();
        var (_, chunks, columns) = yardstick.Freeze(store);
        plan = new RunPlan(Yardstick.Run, yardstick.Plan.Policy, columns.Compute(yardstick.Industries, 1, CancellationToken.None), chunks);
        row = Read() ?? throw new InvalidOperationException("The readings are refused.");
        explanation = new Explanation(plan, null, "S1", null, Explain(), null, null);
    }

    [Benchmark]
    public long[]? Read() => StoredReadings.Read(sent, "S1", plan, out _, out _);

    [Benchmark(Baseline = true)]
    public Evidence Explain() => Evidence.Of(plan.Judge, row, null, plan.Run.Period);

    [Benchmark]
    public int Write() => JsonAnswer.Of(json => EvidenceJson.Write(json, explanation)).Length;
}
