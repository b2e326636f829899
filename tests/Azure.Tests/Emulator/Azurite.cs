using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TierFunctions.Azure.Tests.Emulator;

/// <summary>
/// The storage emulator: installed once into a cache folder of the user, one process for all tests, in memory. Every test works
/// in an account of its own.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    public const string Name = "azurite";

    private const int Accounts = 400;
    private const string Program = "azurite/dist/src/azurite.js";

    private static readonly NodePackages Packages = new(
        "azurite-3.35.0", ["azurite@3.35.0", "@azure/data-tables@13.3.2", "@azure/storage-blob@12.32.0"], [Program, "@azure/data-tables/package.json"]);

    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    private readonly int blobs = FreePort();
    private readonly int tables = FreePort();
    private readonly int queues = FreePort();
    private Process? process;
    private int accounts;

    /// <summary>Why the emulator cannot be had here; null where it can.</summary>
    public static string? Unavailable => NodePackages.Unavailable;

    /// <summary>An account that nobody has used.</summary>
    public string NewAccount()
    {
        var account = AccountName(Interlocked.Increment(ref accounts));
        return string.Create(CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={KeyOf(account)};BlobEndpoint=http://127.0.0.1:{blobs}/{account};TableEndpoint=http://127.0.0.1:{tables}/{account};");
    }

    /// <summary>Runs a script of this folder beside the emulator's packages, as another client of the same account. Returns what it prints.</summary>
    public static async Task<string> RunScriptAsync(string script, string connectionString)
    {
        // Beside the packages, where their names are found.
        var copy = Path.Join(Packages.Folder, script);
        File.Copy(Path.Join(AppContext.BaseDirectory, "Emulator", script), copy, overwrite: true);
        return await NodePackages.RunAsync("node", copy, connectionString);
    }

    public async Task InitializeAsync()
    {
        if (Unavailable is not null) return;
        await Packages.InstallAsync();
        var start = new ProcessStartInfo("node",
        [
            Packages.PathOf(Program), "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence",
            "--blobHost", "127.0.0.1", "--blobPort", Text(blobs), "--tableHost", "127.0.0.1", "--tablePort", Text(tables), "--queueHost", "127.0.0.1", "--queuePort", Text(queues),
        ])
        {
            WorkingDirectory = Packages.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(AccountName).Select(account => $"{account}:{KeyOf(account)}"));
        process = Process.Start(start) ?? throw new InvalidOperationException("The emulator did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await AnswersAsync(blobs);
        await AnswersAsync(tables);
    }

    public async Task DisposeAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task AnswersAsync(int port)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartTime;)
        {
            if (process is { HasExited: true }) throw new InvalidOperationException($"The emulator ended with {process.ExitCode}.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException("The emulator did not answer in a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string AccountName(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:D4}");

    // Not a secret: the emulator listens on this machine only and forgets everything.
    private static string KeyOf(string account) => Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(account)));

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

[CollectionDefinition(Azurite.Name)]
public sealed class AzuriteUsers : ICollectionFixture<Azurite>;

/// <summary>A fact about the adapters on the emulator; skipped where there is none.</summary>
public class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Azurite.Unavailable;
}

/// <summary>A theory about the adapters on the emulator; skipped where there is none.</summary>
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = Azurite.Unavailable;
}
