namespace TierFunctions.Benchmarks.Scale;

/// <summary>What the estimate rests on. Limits are the services' published ones; the rest is measured here or assumed, as said.</summary>
internal sealed record Assumptions
{
    /// <summary>Bytes of a store's row, as in the yardstick's file.</summary>
    public int BytesPerRow { get; init; } = 250;

    /// <summary>As in the sample marketplace's second quarter.</summary>
    public double NoticesPerStore { get; init; } = 0.12;

    /// <summary>Rows a second that one instance reads, checks, sorts and cuts: half of what one core of the machine of docs/speed.md does.</summary>
    public double IngestRowsPerSecond { get; init; } = 180_000;

    /// <summary>Bytes a second between an instance and Blob Storage.</summary>
    public double BlobBytesPerSecond { get; init; } = 50e6;

    /// <summary>Messages a second that one sender puts into a queue, in batches of 256 KB.</summary>
    public double SendsPerSecond { get; init; } = 5_000;

    /// <summary>From a chunk's message to its settlement: the run read, the snapshot's range, what its stores held before, one transaction, the question whether it was the last.</summary>
    public double ChunkSeconds { get; init; } = 0.15;

    /// <summary>Of which the instance's one core is busy: judging, signing, writing JSON.</summary>
    public double ChunkCpuSeconds { get; init; } = 0.02;

    /// <summary>host.json: maxConcurrentCalls.</summary>
    public int ChunksAtOnce { get; init; } = 8;

    /// <summary>How many instances are added in a second until there are as many as may be.</summary>
    public double InstancesPerSecond { get; init; } = 1;

    /// <summary>A function starts from nothing.</summary>
    public double ColdStartSeconds { get; init; } = 10;

    public double StorageRoundTripSeconds { get; init; } = 0.03;

    /// <summary>Published: entities a second of a storage account, and of a partition.</summary>
    public double AccountEntitiesPerSecond { get; init; } = 20_000;

    public double PartitionEntitiesPerSecond { get; init; } = 2_000;

    /// <summary>Published for Standard: credits a second of a namespace; a message takes three (sent, received, settled).</summary>
    public double StandardCreditsPerSecond { get; init; } = 1_000;

    /// <summary>Published for Premium: about 4 MB a second for each messaging unit; a message of ours with its properties has 0.5 KB.</summary>
    public double PremiumMessagesPerSecond { get; init; } = 8_000;

    public int InstanceMemoryGigabytes { get; init; } = 2;
}

/// <summary>List prices of a region in the United States, in dollars; look yours up.</summary>
internal static class Prices
{
    public const double GigabyteSecond = 0.000026;
    public const double MillionExecutions = 0.40;
    public const double MillionBusOperations = 0.80;
    public const double PremiumUnitHour = 0.9275;
    public const double TenThousandTableTransactions = 0.00036;
    public const double TenThousandBlobWrites = 0.065;
    public const double TenThousandBlobReads = 0.005;
    public const double TableGigabyteMonth = 0.0563;
    public const double BlobGigabyteMonth = 0.023;
}
