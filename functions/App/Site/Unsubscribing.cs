using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Pages.Documents;
using TierFunctions.Pipeline.Notify;

namespace TierFunctions.App.Site;

/// <summary>
/// What the address in a mail's <c>List-Unsubscribe</c> answers (RFC 8058). Looking at it changes nothing, since scanners look at
/// every link; one POST without any session does. A wrong token is answered as a good one.
/// </summary>
public sealed class Unsubscribing(UnsubscribeHandler handler)
{
    /// <summary>The parameter of the address; not a part of the path, which is logged.</summary>
    public const string Token = "t";

    /// <summary>What a one-click request and the page's own form say.</summary>
    public const string Field = "List-Unsubscribe", Value = "One-Click";

    private const int MostBytes = 4 << 10;

    public static Task<IResult> AskAsync(HttpRequest request) => PageAsync(request, isDone: false);

    public async Task<IResult> DoAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || request.ContentLength is > MostBytes) throw Malformed();
        var form = await request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { BufferBodyLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes, ValueLengthLimit = MostBytes }, cancellationToken);
        if (form[Field] != Value) throw Malformed();
        await handler.HandleAsync(request.Query[Token], cancellationToken);
        return await PageAsync(request, isDone: true);
    }

    private static RefusedRequestException Malformed() => new(StatusCodes.Status400BadRequest, $"Expected a form with {Field}={Value}.");

    private static async Task<IResult> PageAsync(HttpRequest request, bool isDone) => new HtmlAnswer(
        await Document.RenderAsync<UnsubscribePage>(new Dictionary<string, object?> { [nameof(UnsubscribePage.Language)] = Languages.Of(request).Language, [nameof(UnsubscribePage.IsDone)] = isDone }),
        Sheet.Card, forms: true);
}
