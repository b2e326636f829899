using TierFunctions.Domain.Programmes;

namespace TierFunctions.Pipeline.Runs;

/// <summary>What a run's compact outcomes mean, kept beside them so that people can query them without this code.</summary>
public interface IRunCatalogue
{
    /// <summary>
    /// Keeps how many chunks the run has, which metric stands at which place of its outcomes' readings, and which test at which
    /// place of their verdicts. Saying it again changes nothing.
    /// </summary>
    Task DescribeAsync(RunKey run, int chunks, IReadOnlyList<string> readings, IReadOnlyList<Test> tests, CancellationToken cancellationToken);
}
