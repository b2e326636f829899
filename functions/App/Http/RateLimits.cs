using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using TierFunctions.App.Access;

namespace TierFunctions.App.Http;

/// <summary>How many requests one caller may send to one instance: a bucket of tokens for each person, or else for each address.</summary>
public sealed class RateLimits : IDisposable
{
    private const int Burst = 2;

    private readonly PartitionedRateLimiter<string> limiter;

    public RateLimits(IConfiguration settings)
    {
        var text = settings[Settings.RequestsPerSecond];
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var perSecond) || perSecond < 1)
            throw new InvalidOperationException($"{Settings.RequestsPerSecond}: '{text}' is not a number of requests: expected a whole number from 1.");
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * Burst, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        };
        limiter = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => options));
    }

    /// <summary>Null where the caller may go on.</summary>
    public IResult? Refusal(HttpRequest request, Person? person)
    {
        using var lease = limiter.AttemptAcquire(person is null ? $"address {request.HttpContext.Connection.RemoteIpAddress}" : $"person {person.Name}");
        if (lease.IsAcquired) return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        request.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status429TooManyRequests, "More requests than one caller may send. Retry-After says when to come back.");
    }

    public void Dispose() => limiter.Dispose();
}
