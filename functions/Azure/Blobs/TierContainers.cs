using Azure.Storage.Blobs;

namespace TierFunctions.Azure.Blobs;

/// <summary>The blob containers, by the names that the infrastructure declares them under.</summary>
public sealed class TierContainers(BlobServiceClient service)
{
    public const string MetricsContainer = "metrics";
    public const string RunsContainer = "runs";

    internal BlobContainerClient Metrics { get; } = service.GetBlobContainerClient(MetricsContainer);

    internal BlobContainerClient Runs { get; } = service.GetBlobContainerClient(RunsContainer);

    /// <summary>Makes the containers where nobody has: in Azure the infrastructure does.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await Metrics.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await Runs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }
}
