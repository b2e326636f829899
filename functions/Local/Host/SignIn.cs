using System.Text;
using System.Text.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App.Access;
using TierFunctions.App.Site;
using TierFunctions.Pages.Documents;
using TierFunctions.Pages.Words.Site;

namespace TierFunctions.Local.Host;

/// <summary>
/// Stands where the platform stands in the cloud: signs people in and tells the functions who they are, in the same header, after
/// dropping what anybody else sent in it. Here whoever has the admin key is the operator. A cookie keeps that until the host ends or
/// half a day has passed; no key is ever part of an address.
/// </summary>
internal static class SignIn
{
    public const string Path = "/.auth/login/local";

    private const string Scheme = "local";
    private const string Key = "key";
    private const string Back = "post_login_redirect_uri";
    private const string Name = "local operator";
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "tier";
            cookie.Cookie.SameSite = SameSiteMode.Lax;   // a link from elsewhere finds people signed in; forms are checked by where they come from
            cookie.ExpireTimeSpan = Lasts;
            cookie.SlidingExpiration = false;
        });
        return services;
    }

    public static void UseSignIn(this WebApplication site, FunctionKeys keys)
    {
        site.Use(async (context, next) =>
        {
            context.Request.Headers.Remove(Identity.Header);
            var known = await context.AuthenticateAsync(Scheme);
            if (known.Succeeded) context.Request.Headers[Identity.Header] = Principal();
            await next(context);
        });
        site.MapGet(Path, context => ShowAsync(context, wrong: false));
        site.MapPost(Path, context => EnterAsync(context, keys));
    }

    private static async Task ShowAsync(HttpContext context, bool wrong)
    {
        var html = await Document.RenderAsync<SignInPage>(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Address)] = Path + context.Request.QueryString,
            [nameof(SignInPage.IsWrong)] = wrong,
            [nameof(SignInPage.Words)] = new PageWords(Languages.Of(context.Request).Language),
        });
        await new HtmlAnswer(html, Sheet.Operator, forms: true, status: wrong ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK).ExecuteAsync(context);
    }

    private static async Task EnterAsync(HttpContext context, FunctionKeys keys)
    {
        var form = SameOrigin.Sent(context.Request) && context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (form is null || !keys.Open(AuthorizationLevel.Admin, form[Key]))
        {
            await ShowAsync(context, wrong: true);
            return;
        }
        await context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, Name)], Scheme)));
        // Only a path of this site, or somebody could be sent on to another one.
        var back = context.Request.Query[Back].ToString();
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = back is ['/', not ('/' or '\\'), ..] && !back.Any(char.IsControl) ? back : "/operator";
    }

    private static string Principal() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        auth_typ = Scheme,
        name_typ = "name",
        role_typ = "roles",
        claims = new[] { new { typ = "name", val = Name }, new { typ = "roles", val = "operator" }, new { typ = "roles", val = "account-manager" } },
    })));
}
