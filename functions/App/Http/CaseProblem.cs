using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.Domain.Cases;

namespace TierFunctions.App.Http;

/// <summary>Why nothing was done to a case, as a problem document.</summary>
internal static class CaseProblem
{
    public static ProblemHttpResult Of(CaseObjection objection) => Problem.Of(StatusOf(objection.Fault), $"Nothing was done: {objection.Why}.");

    public static ProblemHttpResult NotFound() => Problem.Of(StatusCodes.Status404NotFound, "There is no such case.");

    private static int StatusOf(CaseFault fault) => fault switch
    {
        CaseFault.NotNow => StatusCodes.Status409Conflict,
        CaseFault.Role => StatusCodes.Status403Forbidden,
        CaseFault.Unknown or CaseFault.Unreadable => StatusCodes.Status422UnprocessableEntity,
        _ => throw new UnreachableException(),
    };
}
