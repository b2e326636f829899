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
    private static readonly string[] Packages = ["azurite@3.35.0", "@azure/data-tables@13.3.2", "@azure/storage-blob@12.32.0"];
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(1);

    private readonly int blobs = FreePort();
    private readonly int tables = FreePort();
    private readonly int queues = FreePort();
    private Process? process;
    private int accounts;

    /// <summary>Why the emulator cannot be had here; null where it can. Where CI is set, what is missing fails instead.</summary>
    public static string? Unavailable { get; } = Environment.GetEnvironmentVariable("CI") == "true" || (Finds("node") && Finds("npm"))
        ? null
        : "Node.js with npm is not installed; the storage emulator runs on it.";

    private static string Cache { get; } =
        Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "tier-functions", "azurite-3.35.0");

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
        var copy = Path.Join(Cache, script);
        File.Copy(Path.Join(AppContext.BaseDirectory, "Emulator", script), copy, overwrite: true);
        return await RunAsync("node", copy, connectionString);
    }

    public async Task InitializeAsync()
    {
        if (Unavailable is not null) return;
        var program = Path.Join(Cache, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(program) || !Directory.Exists(Path.Join(Cache, "node_modules", "@azure", "data-tables")))
        {
            Directory.CreateDirectory(Cache);
            await RunAsync("npm", ["install", "--prefix", Cache, "--no-audit", "--no-fund", "--loglevel", "error", .. Packages]);
        }
        var start = new ProcessStartInfo("node",
        [
            program, "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence",
            "--blobHost", "127.0.0.1", "--blobPort", Text(blobs), "--tableHost", "127.0.0.1", "--tablePort", Text(tables), "--queueHost", "127.0.0.1", "--queuePort", Text(queues),
        ])
        {
            WorkingDirectory = Cache,
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

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    private static bool Finds(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Join(folder, program)) || File.Exists(Path.Join(folder, program + ".exe")) || File.Exists(Path.Join(folder, program + ".cmd")));

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
