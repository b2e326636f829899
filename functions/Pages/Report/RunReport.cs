using System.Text;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Documents;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Report;

/// <summary>The report of a run as one HTML document without scripts, and without anything that a browser would have to fetch.</summary>
public sealed class RunReport : IReport
{
    public async Task WriteAsync(Run run, Policy policy, BenchmarkSet benchmarks, Stream stream, CancellationToken cancellationToken)
    {
        var html = await Document.RenderAsync<ReportPage>(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Run)] = run,
            [nameof(ReportPage.Policy)] = policy,
            [nameof(ReportPage.Benchmarks)] = benchmarks,
        });
        await stream.WriteAsync(Encoding.UTF8.GetBytes(html), cancellationToken);
    }
}
