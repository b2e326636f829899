using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Watch;

namespace TierFunctions.App.Site;

/// <summary>Makes the operator's pages about runs.</summary>
public sealed class RunPages(WatchRunHandler watch, RunMovesHandler moves, DeadMessagesHandler dead, INotices notices, IRunFiles files, Callers callers)
{
    public async Task<IResult> RunsAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await OperatorPage.AnswerAsync<RunsPage>(request, new()
        {
            [nameof(RunsPage.Runs)] = await watch.AllAsync(cancellationToken),
            [nameof(RunsPage.Follows)] = Follows(request),
        });

    public async Task<IResult> RunAsync(HttpRequest request, string run, CancellationToken cancellationToken) =>
        await watch.HandleAsync(Read.Run(run), request.Query["rows"], cancellationToken) is { } watched
            ? await OperatorPage.AnswerAsync<RunPage>(request, new()
            {
                [nameof(RunPage.Watched)] = watched with { Run = await WithNoticesAsync(watched.Run, cancellationToken) },
                [nameof(RunPage.TextsSent)] = await notices.CostsAsync(watched.Run.Key, cancellationToken),
                [nameof(RunPage.Dead)] = await dead.OfRunAsync(watched.Run.Key, cancellationToken),
                [nameof(RunPage.Follows)] = Follows(request),
                [nameof(RunPage.MayOperate)] = callers.MayOperate(request),
            })
            : NotFound();

    public async Task<IResult> MovementsAsync(HttpRequest request, string run, CancellationToken cancellationToken) =>
        await moves.HandleAsync(Read.Run(run), cancellationToken) is { } moved
            ? await OperatorPage.AnswerAsync<MovementsPage>(request, new() { [nameof(MovementsPage.Moves)] = moved })
            : NotFound();

    /// <summary>The report as it was written when the run completed.</summary>
    public async Task<IResult> ReportAsync(string run, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(Read.Run(run), RunFile.Report, cancellationToken);
        if (stream is null) return NotFound();
        using var reader = new StreamReader(stream);
        return new HtmlAnswer(await reader.ReadToEndAsync(cancellationToken), sheet: null);
    }

    /// <summary>The run with its notices as they stand now: a completed run's summary has them as they stood then.</summary>
    private async Task<Run> WithNoticesAsync(Run run, CancellationToken cancellationToken) =>
        run.Summary is { NoticesOwed: > 0 } summary ? run with { Summary = summary with { Notices = await notices.CountAsync(run.Key, cancellationToken) } } : run;

    private static bool Follows(HttpRequest request) => request.Query["follow"] == "yes";

    private static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "There is no such run, or it has not completed.");
}
