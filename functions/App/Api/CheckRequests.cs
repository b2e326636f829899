using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Check;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.App.Api;

/// <summary>Requests that ask where a store would stand.</summary>
public sealed class CheckRequests(CheckStoreHandler handler, KeptCheckRequests kept)
{
    private const int MostChecks = 100;

    public async Task<IResult> CheckAsync(HttpRequest request, string store, CancellationToken cancellationToken)
    {
        var id = Read.Store(store);
        var (asked, text) = await Body.ReadJsonTextAsync(request, RequestJson.Default.CheckRequest, cancellationToken);
        if (asked.Store is { } other && other != id) return Problem.Of(StatusCodes.Status400BadRequest, "The body names another store than the address does.");
        return await handler.HandleAsync(Check(asked, text, id), cancellationToken) switch
        {
            CheckResult.Judged judged when asked.Keep => await kept.KeepAsync(request, asked.Readings.Of(text), judged.Explanation, cancellationToken),
            CheckResult.Judged judged => JsonAnswer.Of(json => EvidenceJson.Write(json, judged.Explanation)),
            CheckResult.Unknown unknown => Problem.Of(StatusCodes.Status404NotFound, unknown.What),
            CheckResult.Unreadable unreadable => Problem.Of(
                StatusCodes.Status422UnprocessableEntity, "Some readings cannot be read.", new Dictionary<string, object?> { ["faults"] = Faults(unreadable.Faults) }),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Each check has its own result, in the order asked; one that cannot be judged says why and spoils no other.</summary>
    public async Task<IResult> CheckAllAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (whole, text) = await Body.ReadJsonTextAsync(request, RequestJson.Default.ChecksRequest, cancellationToken);
        var asked = whole.Checks;
        if (asked.Count is 0 or > MostChecks) return Problem.Of(StatusCodes.Status400BadRequest, FormattableString.Invariant($"Expected 1 to {MostChecks} checks."));
        if (asked.Any(check => check is null)) return Problem.Of(StatusCodes.Status400BadRequest, "Expected checks, not null.");
        if (asked.Any(check => check.Keep)) return Problem.Of(StatusCodes.Status400BadRequest, "Checks of several stores are not kept: expected \"keep\" only with one, at /api/stores/{store}/check.");
        var checks = asked.Select(check => Check(check, text, check.Store is null ? null : Read.Store(check.Store))).ToList();
        var results = new List<CheckResult>();
        foreach (var check in checks) results.Add(await handler.HandleAsync(check, cancellationToken));
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var result in results) Write(json, result);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Pipeline.Check.CheckStore Check(CheckRequest asked, byte[] text, string? store)
    {
        if (!asked.Readings.IsObject) throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected \"readings\" to be an object of metric names and readings.");
        var programme = Read.Programme(asked.Programme) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a programme.");
        var key = Read.Product(asked.Product) is not { } product ? store
            : store is null ? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a store beside the product.")
            : new SubjectKey(store, product).ToString();
        return new Pipeline.Check.CheckStore(key, programme, Read.Period(asked.Period), asked.PolicyVersion, asked.Readings.Of(text));
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        switch (result)
        {
            case CheckResult.Judged judged:
                EvidenceJson.Write(json, judged.Explanation);
                break;
            case CheckResult.Unknown unknown:
                json.WriteStartObject();
                json.WriteString("unknown", unknown.What);
                json.WriteEndObject();
                break;
            case CheckResult.Unreadable unreadable:
                json.WriteStartObject();
                json.WritePropertyName("faults");
                JsonSerializer.Serialize(json, Faults(unreadable.Faults));
                json.WriteEndObject();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static List<Dictionary<string, string?>> Faults(IEnumerable<RowFault> faults) =>
        [.. faults.Select(fault => new Dictionary<string, string?> { ["code"] = fault.Code, ["metric"] = fault.Column, ["expected"] = fault.Expected })];
}
