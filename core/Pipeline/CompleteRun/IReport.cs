using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.CompleteRun;

/// <summary>The page that people read about a completed run.</summary>
public interface IReport
{
    /// <summary>Writes one self-contained document. The run has its summary; nothing in it is trusted to be harmless text.</summary>
    Task WriteAsync(Run run, Policy policy, BenchmarkSet benchmarks, Stream stream, CancellationToken cancellationToken);
}
