using TierFunctions.App;

namespace TierFunctions.Worker;

/// <summary>What the worker reads beside what the functions name (<see cref="Settings"/>). A colon is written as two underscores in an app setting.</summary>
public static class WorkerSettings
{
    /// <summary>The storage account of metrics, runs and outcomes by connection string, for the emulator.</summary>
    public const string Storage = "Storage";

    public const string BlobService = "Storage:blobServiceUri";
    public const string TableService = "Storage:tableServiceUri";

    /// <summary>Read by the triggers as well, which receive under <c>ServiceBus__clientId</c>.</summary>
    public const string ServiceBusNamespace = Settings.ServiceBus + ":fullyQualifiedNamespace";

    /// <summary>The identity that sends.</summary>
    public const string SenderClientId = "ServiceBusSender:clientId";

    /// <summary>The identity that receives, which the triggers read as well.</summary>
    public const string ReceiverClientId = Settings.ServiceBus + ":clientId";

    /// <summary>The identity for everything else.</summary>
    public const string ClientId = "AZURE_CLIENT_ID";

    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
}
