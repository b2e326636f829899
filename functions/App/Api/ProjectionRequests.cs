using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Api;

/// <summary>Requests that ask where a store would stand if the period that is under way were judged by today's readings.</summary>
public sealed class ProjectionRequests(ExplainStoreHandler explain, ProjectStoreHandler project, CompletedRuns completed)
{
    /// <summary>
    /// Beside what the store holds in each programme. A store that is too new to hold anything is answered where its readings can be judged.
    /// </summary>
    /// <param name="store">The store's id, or the key of a product: then only programmes that judge products are asked.</param>
    public async Task<IResult> TiersAsync(string store, string? programme, CancellationToken cancellationToken)
    {
        var held = (await explain.HandleAsync(store, programme, period: null, cancellationToken)).ToDictionary(explanation => explanation.Plan.Policy.Programme);
        var found = new List<(Explanation? Held, Projection Projection)>();
        var ofProduct = SubjectKey.Parse(store).Product is not null;
        foreach (var name in (await completed.OfAsync(programme, cancellationToken)).Where(run => run.IsOfProducts == ofProduct).Select(run => run.Key.Programme).Distinct())
        {
            var projection = await project.HandleAsync(new ProjectStore(store, name), cancellationToken);
            var explanation = held.GetValueOrDefault(name);
            if (projection is Projection.Judged || (projection is not null && explanation is not null)) found.Add((explanation, projection));
        }
        if (found.Count == 0) return Problem.Of(StatusCodes.Status404NotFound, "No completed run has judged this store, and no readings of the period that is under way have it.");
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            SubjectJson.WriteMembers(json, store);
            json.WriteStartArray("tiers");
            foreach (var (explanation, projection) in found)
            {
                if (explanation is null) EvidenceJson.WriteNewcomer(json, store, projection);
                else EvidenceJson.Write(json, explanation, projection);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
