using Microsoft.AspNetCore.Http;
using TierFunctions.App.Access;
using TierFunctions.App.Http;

namespace TierFunctions.App.Api;

/// <summary>Requests for merchants' links.</summary>
public sealed class LinkRequests(MerchantLinks links, TimeProvider time)
{
    public async Task<IResult> SignAsync(HttpRequest request, string store, CancellationToken cancellationToken)
    {
        var id = Read.Store(store);
        var days = (await Body.ReadJsonAsync(request, RequestJson.Default.LinkRequest, cancellationToken)).Days;
        if (days < 1 || days > MerchantLinks.LongestLife.Days) return Problem.Of(StatusCodes.Status400BadRequest, FormattableString.Invariant($"Expected 1 to {MerchantLinks.LongestLife.Days} days."));
        if (!links.CanSign) return Problem.Of(StatusCodes.Status409Conflict, $"There is no setting {Settings.LinkKeys}, so links cannot be signed.");
        var until = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().AddDays(days).ToUnixTimeSeconds());
        var token = links.Sign(id, until);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("store", id);
            json.WriteString("token", token);
            json.WriteString("api", $"/api/stores/{id}/card?{Callers.Token}={token}");
            json.WriteString("page", $"/stores/{id}?{Callers.Token}={token}");
            json.WriteString("expires", until);
            json.WriteEndObject();
        });
    }
}
