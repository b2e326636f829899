using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TierFunctions.Local.Host;

/// <summary>Answers with a problem document where nobody else has: an address that is not there, a method it does not have, a bug.</summary>
internal static partial class Problems
{
    public static void UseProblems(this WebApplication site)
    {
        var logger = site.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Problems).FullName!);   // a type with a name
        site.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (BadHttpRequestException problem) when (!context.Response.HasStarted)
            {
                await AnswerAsync(context, problem.StatusCode, problem.Message);
                return;
            }
            catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                LogFailure(logger, problem, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no function");
                await AnswerAsync(context, StatusCodes.Status500InternalServerError, "Something unexpected happened here. The log says what.");
                return;
            }
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
                await AnswerAsync(context, context.Response.StatusCode, null);
        });
    }

    private static Task AnswerAsync(HttpContext context, int status, string? detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} of {Function} failed.")]
    private static partial void LogFailure(ILogger logger, Exception problem, string method, string function);
}
