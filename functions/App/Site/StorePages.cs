using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Find;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Site;

/// <summary>Makes the page on which stores are found.</summary>
public sealed class StorePages(FindStoresHandler find, CompletedRuns completed, RunPlans plans)
{
    private const int LongestText = 200;

    public async Task<IResult> StoresAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var runs = (await completed.OfAsync(programme: null, cancellationToken)).OrderByDescending(run => run.CompletedAt).ToList();
        var key = Text(request, "run") is { } text ? Read.Run(text) : runs.FirstOrDefault()?.Key;
        var asked = key is null ? null : new FindStores(
            key, Text(request, "id"), Text(request, "tier"), Text(request, "industry"),
            Enum.TryParse<Movement>(Text(request, "movement"), ignoreCase: true, out var movement) && Enum.IsDefined(movement) ? movement : null,
            Text(request, "order") == "nearest" ? StoreOrder.NearestToALimit : StoreOrder.ById, Text(request, "after"));
        var found = asked is null ? null : await find.HandleAsync(asked, cancellationToken);
        if (asked is not null && found is null) return Problem.Of(StatusCodes.Status404NotFound, "There is no such run, or it has not completed.");
        return await OperatorPage.AnswerAsync<StoresPage>(request, new()
        {
            [nameof(StoresPage.Runs)] = runs,
            [nameof(StoresPage.Asked)] = asked,
            [nameof(StoresPage.Found)] = found,
            [nameof(StoresPage.Plan)] = key is null ? null : await plans.OfAsync(key, cancellationToken),
        });
    }

    // A field that was left empty is one that was not filled in.
    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString().Trim() switch
    {
        "" => null,
        { Length: > LongestText } => throw new RefusedRequestException(StatusCodes.Status400BadRequest, FormattableString.Invariant($"Expected at most {LongestText} characters for {name}.")),
        var text => text,
    };
}
