using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TierFunctions.App.Access;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Http;

/// <summary>
/// Between an HTTP trigger and what answers it, on either host: lets in who may come in and not too often, and turns whatever
/// cannot be answered into a problem document without a word about the insides.
/// </summary>
public sealed partial class Answers(Callers callers, RateLimits limits, ILogger<Answers> logger)
{
    public async Task<IResult> ToAsync(HttpRequest request, Right right, Func<CancellationToken, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (limits.Refusal(request, callers.PersonOf(request)) is { } wait) return wait;
        if (callers.Objection(request, right) is { } objection) return objection;
        try
        {
            return await answer(cancellationToken);
        }
        catch (RefusedRequestException refused)
        {
            return Problem.Of(refused.Status, refused.Message);
        }
        catch (BadHttpRequestException broken)
        {
            return Problem.Of(broken.StatusCode, broken.Message);
        }
        catch (PolicyNotFoundException missing)
        {
            return Problem.Of(StatusCodes.Status404NotFound, missing.Message);
        }
        catch (InputNotFoundException missing)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, missing.Message);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(problem, request.Method, request.Path);
            return Problem.Of(StatusCodes.Status500InternalServerError, "Something unexpected happened here. The log says what.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailure(Exception problem, string method, string path);
}
