using System.Globalization;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Cases;

namespace TierFunctions.App.Site;

/// <summary>Does what the forms on the pages of cases ask for, and shows the case.</summary>
public sealed class CaseForms(FindCasesHandler find, WorkOnCaseHandler work, Callers callers)
{
    public async Task<IResult> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await Form.ReadAsync(request, cancellationToken);
        var programme = Read.Programme(form["programme"]) ?? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a programme.");
        var key = find.KeyOfToday(await find.PolicyAsync(programme, cancellationToken), Read.Store(form["store"].ToString().Trim()));
        return await DoAsync(new CaseWork.Open(key, WorkerOf(request), NoteOf(form)), cancellationToken);
    }

    /// <param name="what">What is done: the last part of the form's address.</param>
    public async Task<IResult> WorkAsync(HttpRequest request, string key, string what, CancellationToken cancellationToken)
    {
        var form = await Form.ReadAsync(request, cancellationToken);
        var (one, by, note) = (Read.Case(key), WorkerOf(request), NoteOf(form));
        CaseWork? asked = what switch
        {
            "move" => new CaseWork.Move(one, Text("to"), form.Text("how"), by, note),
            "assign" => new CaseWork.Assign(one, Text("person"), by, note),
            "score" => new CaseWork.Score(one, Text("strength"), ScoreOf(Text("score")), by, note),
            "receive" => new CaseWork.Receive(one, Text("paper"), by, note),
            "link" => new CaseWork.Link(one, Read.Store(Text("store")), by, note),
            _ => null,
        };
        return asked is null ? Problem.Of(StatusCodes.Status404NotFound, "There is no such page.") : await DoAsync(asked, cancellationToken);

        string Text(string field) => form[field].ToString().Trim();
    }

    private async Task<IResult> DoAsync(CaseWork what, CancellationToken cancellationToken)
    {
        var result = await work.HandleAsync(what, await find.PolicyAsync(what.Key.Programme, cancellationToken), cancellationToken);
        return result.Objection is { } objection
            ? CaseProblem.Of(objection)
            : new SeeOther($"/operator/cases/{Uri.EscapeDataString(what.Key.ToString())}");
    }

    // The form is for people alone: see the right.
    private CaseWorker WorkerOf(HttpRequest request) => callers.PersonOf(request)!.AsWorker();

    private static string? NoteOf(IFormCollection form) => form.Text("note") is { } note ? Read.Note(note.ReplaceLineEndings("\n")) : null;

    private static decimal ScoreOf(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score)
        ? score
        : throw new RefusedRequestException(StatusCodes.Status400BadRequest, "That is not a score: expected a number such as 85.");
}
