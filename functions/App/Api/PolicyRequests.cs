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
        var text = await Body.ReadTextAsync(request, PolicyDocument.LongestText, cancellationToken);
        var reading = PolicyDocument.Read(File, text);
        var findings = reading.Mistakes.Count > 0 ? [] : Linter.Findings(reading);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("programme", reading.Policy?.Programme);
            json.WriteString("version", reading.Policy?.Version);
            json.WriteString("sha256", reading.Sha256);
            json.WritePropertyName("mistakes");
            JsonSerializer.Serialize(json, MistakeAnswer.Of(reading.Mistakes));
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
