using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;

namespace TierFunctions.App.Site;

/// <summary>Reads a form that a page of ours sent.</summary>
internal static class Form
{
    private const int MostBytes = 16 << 10;

    public static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, "Expected a form.");
        if (request.ContentLength is null or > MostBytes) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, FormattableString.Invariant($"The form is longer than {MostBytes} bytes."));
        return await request.ReadFormAsync(cancellationToken);
    }
}
