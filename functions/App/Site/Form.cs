using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Pages.Operator;
using TierFunctions.Policies;

namespace TierFunctions.App.Site;

/// <summary>Reads what a form of ours sends, and no more than it can hold.</summary>
internal static class Form
{
    private const long UsualBytes = 16 << 10;

    public static Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancellationToken) => ReadAsync(request, UsualBytes, cancellationToken);

    public static async Task<IFormCollection> ReadAsync(HttpRequest request, long mostBytes, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, "Expected a form.");
        if (request.ContentLength is null || request.ContentLength > mostBytes) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant($"The form is longer than {mostBytes} bytes."));
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException broken)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, $"The form cannot be read: {broken.Message}");
        }
    }

    /// <summary>A field without the blanks around it; null where it was left empty.</summary>
    public static string? Text(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The names in a field, which are parted by commas.</summary>
    public static IReadOnlyList<string> Names(this IFormCollection form, string name) => form[name].ToString().Split([',', '、', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static MistakeLine LineOf(PolicyMistake mistake) => new(mistake.Line, mistake.Path, mistake.Found, mistake.Expected);
}
