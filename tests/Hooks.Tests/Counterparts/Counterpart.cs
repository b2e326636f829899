using TierFunctions.Azure.Tests.Emulator;

namespace TierFunctions.Hooks.Tests.Counterparts;

/// <summary>The other ends, as other people made them: a mail server, a reader of mails, and what receivers of webhooks verify with.</summary>
public sealed class Counterpart : IAsyncLifetime
{
    public const string Name = "counterparts";

    private static readonly NodePackages Packages = new(
        "counterparts-1", ["smtp-server@3.21.6", "postal-mime@4.0.0", "standardwebhooks@1.1.1"],
        ["smtp-server/package.json", "postal-mime/package.json", "standardwebhooks/package.json"]);

    public async Task InitializeAsync()
    {
        if (NodePackages.Unavailable is null) await Packages.InstallAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Puts a script of this folder beside the packages, where their names are found.</summary>
    internal static string Script(string name)
    {
        var copy = Path.Join(Packages.Folder, name);
        File.Copy(Path.Join(AppContext.BaseDirectory, "Counterparts", name), copy, overwrite: true);
        return copy;
    }
}

/// <summary>Its tests run one after the other, and the first waits for the packages.</summary>
[CollectionDefinition(Counterpart.Name)]
public sealed class CounterpartDefinition : ICollectionFixture<Counterpart>;

/// <summary>A fact that needs the other end; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CounterpartFactAttribute : FactAttribute
{
    public CounterpartFactAttribute() => Skip = NodePackages.Unavailable;
}
