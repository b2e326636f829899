using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TierFunctions.Local.Host;

/// <summary>Serves the functions with an HTTP trigger on their routes, to whoever brings the key that their level asks for.</summary>
internal static class HttpFunctions
{
    public static void MapFunctions(this IEndpointRouteBuilder site, IEnumerable<FoundFunction> functions, FunctionCalls calls, FunctionKeys keys)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is Trigger.Http http)
                site.MapMethods("/" + http.Route, http.Methods.Select(method => method.ToUpperInvariant()), context => AnswerAsync(context, function, http, calls, keys)).WithDisplayName(function.Name);
        }
    }

    private static async Task AnswerAsync(HttpContext context, FoundFunction function, Trigger.Http http, FunctionCalls calls, FunctionKeys keys)
    {
        var answer = keys.Open(http.Level, context.Request.Headers[FunctionKeys.Header])
            ? await calls.CallAsync(function, parameter => Argument(context, parameter), context.RequestAborted)
            : TypedResults.Problem($"This needs a key of the level {http.Level} in the header {FunctionKeys.Header}.", statusCode: StatusCodes.Status401Unauthorized);
        if (answer is not IResult result) throw new InvalidOperationException($"Function {function.Name} answered with {answer?.GetType().Name ?? "nothing"}; expected a result.");
        await result.ExecuteAsync(context);
    }

    // As on the Functions host: the request, and parts of the route by name.
    private static object? Argument(HttpContext context, ParameterInfo parameter) =>
        parameter.ParameterType == typeof(HttpRequest) ? context.Request
        : parameter.ParameterType == typeof(string) ? context.Request.RouteValues[parameter.Name!] as string   // parameters have names
        : throw new InvalidOperationException($"{parameter.Member.DeclaringType?.Name}.{parameter.Member.Name} asks for {parameter.Name}, a {parameter.ParameterType.Name}; expected the request, a part of the route or the cancellation token.");
}
