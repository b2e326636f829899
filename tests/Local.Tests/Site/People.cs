using System.Net;
using System.Text;
using TierFunctions.App;
using TierFunctions.App.Access;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Site;

/// <summary>People in front of the pages, as a platform that signs them in tells of them.</summary>
internal static class People
{
    /// <summary>Settings of a host that takes the platform's word for it.</summary>
    public static Dictionary<string, string?> Trusting { get; } = new()
    {
        [FunctionKeys.FunctionSetting] = Served.FunctionKey, [FunctionKeys.AdminSetting] = Served.AdminKey, [Settings.TrustIdentity] = "true",
    };

    public static string Principal(string role) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"Ada"},{"typ":"roles","val":"{{role}}"}]}"""));

    /// <summary>The browser of somebody with a role: it keeps cookies and follows nothing.</summary>
    public static HttpClient As(this Served served, string role)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = served.Client.BaseAddress };
        client.DefaultRequestHeaders.Add(Identity.Header, Principal(role));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    public static async Task<(HttpStatusCode Status, string Html)> SendFormAsync(this HttpClient client, string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(path, form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
