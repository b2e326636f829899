using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.CompleteRun;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pages.Report;

/// <summary>The report of a run as one HTML document without scripts, and without anything that a browser would have to fetch.</summary>
public sealed class RunReport : IReport
{
    public async Task WriteAsync(Run run, Policy policy, BenchmarkSet benchmarks, Stream stream, CancellationToken cancellationToken)
    {
        var page = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Run)] = run,
            [nameof(ReportPage.Policy)] = policy,
            [nameof(ReportPage.Benchmarks)] = benchmarks,
        });
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            using var text = new StringWriter();
            (await renderer.RenderComponentAsync<ReportPage>(page)).WriteHtmlTo(text);
            return text.ToString();
        });
        await stream.WriteAsync(Encoding.UTF8.GetBytes(html), cancellationToken);
    }
}
