using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TierFunctions.Hooks.Mail;

namespace TierFunctions.Hooks.Tests.Counterparts;

/// <summary>How a mail server receives its clients.</summary>
internal enum Manner
{
    /// <summary>Anybody may secure the connection and send.</summary>
    Open,

    /// <summary>Only who signs in may send.</summary>
    Guarded,

    /// <summary>It cannot secure the connection.</summary>
    Plain,
}

/// <summary>A mail server in a process of its own, with a certificate made for it.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly Process process;
    private readonly int port;

    private MailServer(Process process, int port) => (this.process, this.port) = (process, port);

    public static async Task<MailServer> StartAsync(Manner manner, bool trusted = true)
    {
        var folder = Directory.CreateTempSubdirectory("tier-");
        try
        {
            using var key = RSA.Create(2048);
            using var certificate = CertificateFor(key);
            if (trusted) TrustedCertificates.Add(certificate);
            var (keyFile, certificateFile) = (Path.Join(folder.FullName, "key.pem"), Path.Join(folder.FullName, "certificate.pem"));
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
            await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
            var start = new ProcessStartInfo("node", [Counterpart.Script("mail-server.mjs"), keyFile, certificateFile, manner.ToString().ToLowerInvariant()])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            var process = Process.Start(start) ?? throw new InvalidOperationException("The mail server did not start.");
            // The files have been read once the port is known.
            var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            return new MailServer(process, int.Parse(port, CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public SmtpServer Address(string? user = null, string? password = null) => new("127.0.0.1", port, User: user, Password: password);

    /// <summary>The next mail that it took, as the reader of mails understands it.</summary>
    public async Task<JsonElement> MailAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        return JsonSerializer.Deserialize<JsonElement>(line);
    }

    /// <summary>Ends it; returns what it took and nobody asked for.</summary>
    public async Task<string> EndAsync()
    {
        Stop();
        return await process.StandardOutput.ReadToEndAsync();
    }

    public void Dispose()
    {
        Stop();
        process.Dispose();
    }

    private void Stop()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    private static X509Certificate2 CertificateFor(RSA key)
    {
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}

/// <summary>The certificates that tests made for their servers; all others are judged as ever.</summary>
internal static class TrustedCertificates
{
    private static readonly HashSet<string> Thumbprints = [];

    public static void Add(X509Certificate2 certificate)
    {
        lock (Thumbprints) Thumbprints.Add(certificate.Thumbprint);
#pragma warning disable SYSLIB0014 // The mail client of the runtime asks nobody else.
        ServicePointManager.ServerCertificateValidationCallback ??= (_, shown, _, errors) => errors is SslPolicyErrors.None || (shown is X509Certificate2 made && Has(made.Thumbprint));
#pragma warning restore SYSLIB0014
    }

    private static bool Has(string thumbprint)
    {
        lock (Thumbprints) return Thumbprints.Contains(thumbprint);
    }
}
