using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace TierFunctions.Worker;

/// <summary>Logs, traces and metrics by OpenTelemetry, as host.json asks of the host: to Application Insights, to any collector, or to both.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        // In this mode the host's log levels do not reach the worker's own.
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        var telemetry = builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
        if (builder.Configuration[WorkerSettings.ApplicationInsights] is { Length: > 0 } insights)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = insights;
                options.Credential = Connections.Identity(builder.Configuration, WorkerSettings.ClientId);
            });
        }
        if (builder.Configuration[WorkerSettings.OtlpEndpoint] is { Length: > 0 }) telemetry.UseOtlpExporter();
    }
}
