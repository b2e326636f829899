using Azure.Core;
using OpenTelemetry;

namespace Azure.Monitor.OpenTelemetry.Exporter;

public class AzureMonitorExporterOptions
{
    public TokenCredential? Credential { get; set; }

    public string? ConnectionString { get; set; }
}

public static class OpenTelemetryBuilderExtensions
{
    public static IOpenTelemetryBuilder UseAzureMonitorExporter(this IOpenTelemetryBuilder builder, Action<AzureMonitorExporterOptions> configureAzureMonitor) =>
        throw new NotSupportedException("This build stands in for the exporter to Application Insights: build with -p:AzurePackages=true, or set OTEL_EXPORTER_OTLP_ENDPOINT.");
}
