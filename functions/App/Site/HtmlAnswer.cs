using System.Text;
using Microsoft.AspNetCore.Http;
using TierFunctions.Pages.Documents;

namespace TierFunctions.App.Site;

/// <summary>A page, with what keeps a browser from doing anything but show it.</summary>
/// <param name="sheet">Its style sheet; null for a document that was rendered some time ago.</param>
/// <param name="forms">Whether it has forms, which may go nowhere but here.</param>
public sealed class HtmlAnswer(string html, Sheet? sheet, bool forms = false, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ContentSecurityPolicy = (sheet?.ContentSecurityPolicy(forms ? "'self'" : "'none'") ?? Sheet.ContentSecurityPolicyOf(html)) + "; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // An address may hold a merchant's link, so it is told to nobody else.
        response.Headers["Referrer-Policy"] = forms ? "same-origin" : "no-referrer";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Vary = "Accept-Language";
        response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(html);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
