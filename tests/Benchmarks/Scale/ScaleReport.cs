using System.Globalization;

namespace TierFunctions.Benchmarks.Scale;

/// <summary>Prints the tables of docs/scale.md.</summary>
internal static class ScaleReport
{
    private static readonly Deployment[] Deployments =
    [
        new(1_000_000, BusTier.Standard, 40), new(10_000_000, BusTier.Standard, 40), new(100_000_000, BusTier.Standard, 40),
        new(1_000_000, BusTier.Premium, 40), new(10_000_000, BusTier.Premium, 40), new(100_000_000, BusTier.Premium, 40),
    ];

    public static void Write(TextWriter output)
    {
        var given = new Assumptions();
        var estimates = Deployments.Select(deployment => (Deployment: deployment, Estimate: ScaleModel.Of(deployment, given))).ToList();
        Line(output, $"| stores | chunks = messages | Service Bus operations | entities written | table transactions | blob reads, writes | snapshot |");
        Line(output, $"| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (deployment, estimate) in estimates.Where(row => row.Deployment.Bus is BusTier.Standard))
            Line(output, $"| {deployment.Stores:N0} | {estimate.Chunks:N0} | {estimate.BusOperations:N0} | {estimate.EntitiesWritten:N0} | {estimate.TableTransactions:N0} | {estimate.BlobReads:N0}, {estimate.BlobWrites:N0} | {estimate.SnapshotBytes / 1e9:N2} GB |");
        Line(output, $"");
        Line(output, $"| stores | Service Bus | ingest | judge | complete | whole run | held back by |");
        Line(output, $"| ---: | --- | ---: | ---: | ---: | ---: | --- |");
        foreach (var (deployment, estimate) in estimates)
            Line(output, $"| {deployment.Stores:N0} | {deployment.Bus} | {Time(estimate.IngestSeconds)} | {Time(estimate.JudgeSeconds)} | {Time(estimate.CompleteSeconds)} | {Time(estimate.IngestSeconds + estimate.JudgeSeconds + estimate.CompleteSeconds)} | {estimate.Bound} |");
        Line(output, $"");
        Line(output, $"| stores | Service Bus | functions | Service Bus | tables | blobs | a run | kept, a month |");
        Line(output, $"| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (deployment, estimate) in estimates)
        {
            var functions = estimate.InstanceSeconds * given.InstanceMemoryGigabytes * Prices.GigabyteSecond + estimate.Executions / 1e6 * Prices.MillionExecutions;
            var bus = deployment.Bus is BusTier.Standard
                ? estimate.BusOperations / 1e6 * Prices.MillionBusOperations
                : Math.Ceiling((estimate.IngestSeconds + estimate.JudgeSeconds + estimate.CompleteSeconds) / 3600) * Prices.PremiumUnitHour;
            var tables = estimate.TableTransactions / 1e4 * Prices.TenThousandTableTransactions;
            var blobs = estimate.BlobReads / 1e4 * Prices.TenThousandBlobReads + estimate.BlobWrites / 1e4 * Prices.TenThousandBlobWrites;
            // An entity of ours takes about 1 KB; the metric blobs are kept beside the snapshot.
            var kept = estimate.EntitiesWritten * 1e3 / 1e9 * Prices.TableGigabyteMonth + 2 * estimate.SnapshotBytes / 1e9 * Prices.BlobGigabyteMonth;
            Line(output, $"| {deployment.Stores:N0} | {deployment.Bus} | ${functions:N2} | ${bus:N2} | ${tables:N2} | ${blobs:N2} | ${functions + bus + tables + blobs:N2} | ${kept:N2} |");
        }
    }

    private static string Time(double seconds) => seconds < 90 ? Text($"{seconds:N0} s") : seconds < 5400 ? Text($"{seconds / 60:N0} min") : Text($"{seconds / 3600:N1} h");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(Text(text));
}
