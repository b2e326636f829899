using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TierFunctions.App.Http;

namespace TierFunctions.App.Access;

/// <summary>Decides whether whoever sends a request may have it answered.</summary>
public sealed class Callers(Identity identity, MerchantLinks links)
{
    /// <summary>The parameter of an address that carries a merchant's link.</summary>
    public const string Token = "t";

    public Person? PersonOf(HttpRequest request) => identity.Of(request);

    /// <summary>Whether whoever sends the request is signed in as an operator, and so may send the forms of the pages.</summary>
    public bool MayOperate(HttpRequest request) => PersonOf(request) is { } person && (person.Roles & Roles.Operator) != 0;

    /// <summary>Null where it may.</summary>
    public IResult? Objection(HttpRequest request, Right right)
    {
        if (right == Right.Anyone) return null;
        var person = identity.Of(request);
        if (person is not null && (person.Roles & right.Roles) != 0) return null;
        if (right.CardOf is { } store) return ObjectionToLink(request, store, person);
        if (person is null && right.IsForPeople) return Problem.Of(StatusCodes.Status401Unauthorized, "This is for people who are signed in.");
        // The host has asked for the key of the function before it called it.
        return person is null ? null : Problem.Of(StatusCodes.Status403Forbidden, "This needs another role.");
    }

    private ProblemHttpResult? ObjectionToLink(HttpRequest request, string store, Person? person)
    {
        if (request.Query[Token].ToString() is not { Length: > 0 } token)
        {
            return person is null
                ? Problem.Of(StatusCodes.Status401Unauthorized, "This needs a link to the store, or somebody who is signed in.")
                : Problem.Of(StatusCodes.Status403Forbidden, "This needs another role.");
        }
        return links.Check(store, token) switch
        {
            LinkCheck.Valid => null,
            LinkCheck.Expired => Problem.Of(StatusCodes.Status410Gone, "This link is no longer valid. Ask for a new one."),
            _ => Problem.Of(StatusCodes.Status403Forbidden, "This link does not open this store."),
        };
    }
}
