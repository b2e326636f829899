using Microsoft.AspNetCore.Http;

namespace TierFunctions.App.Http;

/// <summary>An answer that says where to look from now on.</summary>
internal sealed class At(string location, JsonAnswer answer) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => answer.StatusCode;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Location = location;
        return answer.ExecuteAsync(httpContext);
    }
}
