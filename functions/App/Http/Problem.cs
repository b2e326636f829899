using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TierFunctions.App.Http;

/// <summary>Problem documents (RFC 9457). Their type is the status and nothing more, so it never changes; the detail is for people.</summary>
public static class Problem
{
    public static ProblemHttpResult Of(int status, string detail, IReadOnlyDictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, type: FormattableString.Invariant($"urn:tierfunctions:problem:{status}"), extensions: more);
}

/// <summary>A request that cannot be answered, found out wherever it is read; it becomes a problem document.</summary>
public sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    public int Status => status;
}
