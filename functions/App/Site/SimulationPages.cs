using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.App.Simulations;
using TierFunctions.Domain.Calendar;
using TierFunctions.Pages.Operator;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Pipeline.Simulate;
using TierFunctions.Policies;

namespace TierFunctions.App.Site;

/// <summary>Makes the page on which a draft is tried out.</summary>
public sealed class SimulationPages(IProgrammes programmes, Drafts drafts, DraftSimulations simulations, Callers callers)
{
    // The text as it is and as a part of the form, and the other fields.
    private const long MostBytes = PolicyDocument.LongestText + (16 << 10);

    public Task<IResult> FormAsync(HttpRequest request, CancellationToken cancellationToken) => PageAsync(request, [], StatusCodes.Status200OK, cancellationToken);

    public async Task<IResult> SimulateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await Form.ReadAsync(request, MostBytes, cancellationToken);
        var say = OperatorPage.WordsFor(request);
        var (text, known, periodText) = (await TextOfAsync(form, cancellationToken), form["known"].ToString(), form["period"].ToString().Trim());
        var sent = new Dictionary<string, object?>
        {
            [nameof(DraftSimulationPage.Text)] = text,
            [nameof(DraftSimulationPage.Known)] = known,
            [nameof(DraftSimulationPage.Period)] = periodText,
        };
        Period? period = periodText.Length == 0 ? null : Period.TryParse(periodText, out var read) ? read : throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a period such as 2026-Q3, or none.");
        var draft = text.Length > 0 ? Drafts.Read(text)
            : known.Split('|') is [var programme, var version] ? await drafts.FindAsync(programme, version, cancellationToken)
            : new Draft(null, []);
        if (draft.Policy is not { } policy)
        {
            sent[draft.Mistakes.Count > 0 ? nameof(DraftSimulationPage.Mistakes) : nameof(DraftSimulationPage.Refusal)] =
                draft.Mistakes.Count > 0 ? draft.Mistakes.Select(Form.LineOf).ToList() : say.NothingToSimulate;
            return await PageAsync(request, sent, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }
        switch (await simulations.RunAsync(policy, period, cancellationToken))
        {
            case DraftResult.Answered { Result: SimulationResult.Done done }:
                sent[nameof(DraftSimulationPage.Result)] = done.Simulation;
                sent[nameof(DraftSimulationPage.Draft)] = policy.Policy;
                return await PageAsync(request, sent, StatusCodes.Status200OK, cancellationToken);
            case DraftResult.Answered answered:
                sent[nameof(DraftSimulationPage.Refusal)] = answered.Result switch
                {
                    SimulationResult.Refused refused => refused.Reason,
                    SimulationResult.NothingStored nothing => nothing.Reason,
                    _ => throw new UnreachableException(),
                };
                return await PageAsync(request, sent, StatusCodes.Status422UnprocessableEntity, cancellationToken);
            case DraftResult.Busy:
                sent[nameof(DraftSimulationPage.Refusal)] = say.OnlyOneAtATime;
                return await PageAsync(request, sent, StatusCodes.Status429TooManyRequests, cancellationToken);
            case DraftResult.TooLong:
                sent[nameof(DraftSimulationPage.Refusal)] = say.TakesTooLong;
                return await PageAsync(request, sent, StatusCodes.Status422UnprocessableEntity, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IResult> PageAsync(HttpRequest request, Dictionary<string, object?> parameters, int status, CancellationToken cancellationToken)
    {
        parameters[nameof(DraftSimulationPage.Policies)] = await programmes.AllAsync(cancellationToken);
        parameters[nameof(DraftSimulationPage.MayOperate)] = callers.MayOperate(request);
        return await OperatorPage.AnswerAsync<DraftSimulationPage>(request, parameters, status);
    }

    /// <summary>The document that was uploaded, or else the text; empty where there is neither.</summary>
    private static async Task<string> TextOfAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file) return form.Text("text") is { } text ? text + "\n" : "";
        await using var stream = file.OpenReadStream();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return Body.TextOf(bytes.ToArray());
    }
}
