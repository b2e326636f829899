using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies;
using TierFunctions.Policies.Linting;

namespace TierFunctions.App.Api;

/// <summary>Requests about policies.</summary>
public sealed class PolicyRequests(IProgrammes programmes)
{
    private const string File = "policy.yaml";

    public async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        var all = await programmes.AllAsync(cancellationToken);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("policies");
            foreach (var policy in all.OrderBy(policy => policy.Programme, StringComparer.Ordinal).ThenByDescending(policy => policy.EffectiveFrom)) Write(json, policy);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>The mistakes of a document, or if it has none what is legal but odd.</summary>
    public static async Task<IResult> LintAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var text = await ReadTextAsync(request, cancellationToken);
        var reading = PolicyDocument.Read(File, text);
        var findings = reading.Mistakes.Count > 0 ? [] : Linter.Findings(reading);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("programme", reading.Policy?.Programme);
            json.WriteString("version", reading.Policy?.Version);
            json.WriteString("sha256", reading.Sha256);
            json.WriteStartArray("mistakes");
            foreach (var mistake in reading.Mistakes)
            {
                json.WriteStartObject();
                json.WriteNumber("line", mistake.Line);
                json.WriteString("path", mistake.Path);
                json.WriteString("found", mistake.Found);
                json.WriteString("expected", mistake.Expected);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteNumber("line", finding.Line);
                json.WriteString("severity", Words.Write(finding.Severity));
                json.WriteString("where", finding.Where);
                json.WriteString("why", finding.Why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<string> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await Body.ReadAsync(request, PolicyDocument.LongestText, cancellationToken);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Expected a policy document in UTF-8.");
        }
    }

    private static void Write(Utf8JsonWriter json, Policy policy)
    {
        json.WriteStartObject();
        json.WriteString("programme", policy.Programme);
        json.WriteString("version", policy.Version);
        json.WriteString("title", policy.Title.In("en"));
        json.WriteString("effectiveFrom", policy.EffectiveFrom.ToString());
        json.WriteString("cadence", Words.Write(policy.Cadence));
        json.WriteString("timeZone", policy.TimeZone);
        json.WriteStartArray("tiers");
        foreach (var tier in policy.Ladder) json.WriteStringValue(tier.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
