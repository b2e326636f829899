using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Site;

/// <summary>
/// Whether a form was sent from a page of the same origin. Whoever is signed in is so in every tab, other sites' included; but a
/// browser says where a request comes from, and no page can make it say otherwise.
/// </summary>
public static class SameOrigin
{
    public static bool Sent(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        // A browser too old to say it says at least this much; who says neither is no browser and has no business with forms.
        "" => Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin) && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
