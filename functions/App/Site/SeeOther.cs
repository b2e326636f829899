using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Site;

/// <summary>Leads from a form that was taken to a page: loading that anew sends nothing again.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
