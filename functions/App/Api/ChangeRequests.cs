using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Revisions;

namespace TierFunctions.App.Api;

/// <summary>Requests about what a revision makes different.</summary>
public sealed class ChangeRequests(CompareRunsHandler handler)
{
    private const int UsualPage = 50;
    private const int LongestPage = 200;

    public async Task<IResult> ListAsync(HttpRequest request, string run, CancellationToken cancellationToken)
    {
        var against = request.Query["against"].ToString() is { Length: > 0 } text ? Read.Run(text) : null;
        var after = request.Query["after"].ToString() is { Length: > 0 } cursor ? cursor : null;
        return await handler.HandleAsync(new CompareRuns(against, Read.Run(run), after, Read.Limit(request, UsualPage, LongestPage)), cancellationToken) switch
        {
            CompareResult.Compared compared => JsonAnswer.Of(json =>
            {
                json.WriteStartObject();
                json.WriteString("old", compared.Old.ToString());
                json.WriteString("new", compared.New.ToString());
                json.WriteStartArray("stores");
                foreach (var store in compared.Stores) ChangeJson.Write(json, store);
                json.WriteEndArray();
                json.WriteNumber("looked", compared.Looked);
                json.WriteString("next", compared.Next);
                json.WriteEndObject();
            }),
            CompareResult.Unknown unknown => Problem.Of(StatusCodes.Status404NotFound, unknown.What),
            CompareResult.Refused refused => Problem.Of(StatusCodes.Status400BadRequest, refused.Reason),
            _ => throw new UnreachableException(),
        };
    }
}
