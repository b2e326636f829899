using TierFunctions.Azure.Tables;

namespace TierFunctions.Benchmarks.Scale;

internal enum BusTier
{
    Standard,
    Premium,
}

/// <summary>One size of a run on one size of a deployment.</summary>
internal sealed record Deployment(long Stores, BusTier Bus, int Instances);

/// <summary>What a run takes.</summary>
/// <param name="Bound">The limit that held judging back for most of its seconds.</param>
internal sealed record Estimate(
    long Chunks, double BusOperations, double EntitiesWritten, double TableTransactions, double BlobReads, double BlobWrites,
    double IngestSeconds, double JudgeSeconds, double CompleteSeconds, string Bound, double InstanceSeconds, double Executions, double SnapshotBytes);

/// <summary>
/// Counts what a run does, as the adapters do it, and lets judging run second by second: instances come, the queue is filled and
/// emptied, and the scarcest of instances, queue and tables says how many chunks are judged in that second.
/// </summary>
internal static class ScaleModel
{
    public static Estimate Of(Deployment deployment, Assumptions given)
    {
        var spread = TierTables.Spread;
        var perBucket = (deployment.Stores + spread.Buckets - 1) / spread.Buckets;
        var chunks = spread.Buckets * ((perBucket + spread.StoresPerChunk - 1) / spread.StoresPerChunk);
        var notices = deployment.Stores * given.NoticesPerStore;
        var bytes = (double)deployment.Stores * given.BytesPerRow;
        var pages = chunks / 1000.0 + spread.Buckets;

        var ingest = given.ColdStartSeconds + deployment.Stores / given.IngestRowsPerSecond + 2 * bytes / given.BlobBytesPerSecond;
        var (judge, bound, instanceSeconds) = Judge(deployment, given, chunks, (deployment.Stores + notices) / chunks + 1);
        // The markers are read, notices released a hundred at a time and counted; 16 buckets at once.
        var completeRequests = pages + notices / 100 + 2 * (notices / 1000 + spread.Buckets);
        var complete = given.ColdStartSeconds + completeRequests * given.StorageRoundTripSeconds / 16;

        return new Estimate(
            chunks,
            BusOperations: 3.0 * (chunks + 2),
            EntitiesWritten: deployment.Stores + notices + chunks + chunks / 100.0,
            // A chunk: the run, what its stores held, one transaction, its hundred; a hundred: itself and its bucket's.
            TableTransactions: 4.0 * chunks + 2 * chunks / 100.0 + completeRequests,
            BlobReads: chunks + bytes / (8 << 20),
            BlobWrites: bytes / (8 << 20) + 10,
            ingest, judge, complete, bound,
            InstanceSeconds: ingest + instanceSeconds + complete,
            Executions: chunks + 2,
            bytes);
    }

    private static (double Seconds, string Bound, double InstanceSeconds) Judge(Deployment deployment, Assumptions given, long chunks, double entitiesPerChunk)
    {
        var perInstance = Math.Min(given.ChunksAtOnce / given.ChunkSeconds, 1 / given.ChunkCpuSeconds);
        var bus = deployment.Bus is BusTier.Standard ? given.StandardCreditsPerSecond / 3 : given.PremiumMessagesPerSecond;
        var account = given.AccountEntitiesPerSecond / entitiesPerChunk;
        var partitions = TierTables.Spread.Buckets * given.PartitionEntitiesPerSecond / entitiesPerChunk;
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        double judged = 0, sent = 0, instances = 0, instanceSeconds = 0;
        var second = 0;
        for (; judged < chunks; second++)
        {
            sent = Math.Min(chunks, sent + Math.Min(given.SendsPerSecond, bus));
            if (second >= given.ColdStartSeconds) instances = Math.Min(deployment.Instances, instances + given.InstancesPerSecond);
            (string Name, double Rate)[] limits =
            [
                ("instances", instances * perInstance), ("Service Bus", bus), ("storage account", account), ("partitions", partitions), ("the queue is empty", sent - judged),
            ];
            var scarcest = limits.MinBy(limit => limit.Rate);
            held[scarcest.Name] = held.GetValueOrDefault(scarcest.Name) + 1;
            judged += Math.Max(0, scarcest.Rate);
            instanceSeconds += instances;
        }
        return (second, held.MaxBy(limit => limit.Value).Key, instanceSeconds);
    }
}
