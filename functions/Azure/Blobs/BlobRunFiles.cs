using System.Globalization;
using System.Net;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Azure.Blobs;

/// <summary>A folder for each run in the container <c>runs</c>: <c>gold-silver_2026-Q3_1/snapshot.ndjson</c>.</summary>
public sealed class BlobRunFiles(TierContainers containers) : IRunFiles
{
    private const int BufferSize = 4 << 20;

    public async Task WriteAsync(RunKey run, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        // Nothing is under the final name until all of it is: blocks that were never committed are forgotten by the service.
        using var stream = new BlockStream(containers.Runs.GetBlockBlobClient(NameOf(run, name)), cancellationToken);
        await write(stream, cancellationToken);
        await stream.CommitAsync();
    }

    public async Task<Stream?> OpenAsync(RunKey run, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await BlobOf(run, name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferSize }, cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task ReadAsync(RunKey run, string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (destination.IsEmpty) return;
        var blob = BlobOf(run, name);
        try
        {
            using var part = (await blob.DownloadStreamingAsync(
                new BlobDownloadOptions { Range = new HttpRange(offset, destination.Length) }, cancellationToken)).Value;
            await part.Content.ReadExactlyAsync(destination, cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException($"There is no blob {blob.Name}.", blob.Name);
        }
        catch (RequestFailedException refused) when (refused.Status == (int)HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new EndOfStreamException(string.Create(CultureInfo.InvariantCulture, $"{blob.Name} ends before byte {offset + destination.Length}."));
        }
    }

    // A connection may carry its credential in the address; an address that people see does not.
    public string AddressOf(RunKey run, string name) => new UriBuilder(BlobOf(run, name).Uri) { Query = "" }.Uri.AbsoluteUri;

    private BlobClient BlobOf(RunKey run, string name) => containers.Runs.GetBlobClient(NameOf(run, name));

    private static string NameOf(RunKey run, string name)
    {
        if (name.Length == 0 || name[0] == '.' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new ArgumentException($"'{name}' is not the name of a file of a run.", nameof(name));
        return string.Create(CultureInfo.InvariantCulture, $"{Escape(run.Programme)}_{run.Period}_{run.Revision}/{name}");
    }

    // Period and revision hold no underscore, so that the folders of two runs are never the same.
    private static string Escape(string programme)
    {
        var name = new StringBuilder(programme.Length);
        foreach (var c in programme)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_') name.Append(c);
            else name.Append(CultureInfo.InvariantCulture, $"={(int)c:x4}");
        }
        return name.ToString();
    }
}
