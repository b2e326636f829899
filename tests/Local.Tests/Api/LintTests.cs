using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.EndToEnd.Tests;

namespace TierFunctions.Local.Tests.Api;

/// <summary>The description as the linter of Redocly sees it, by its recommended rules.</summary>
public sealed class LintTests
{
    private const string Program = "@redocly/cli/bin/cli.js";

    private static readonly NodePackages Redocly = new("redocly-1.34.5", ["@redocly/cli@1.34.5"], [Program]);

    [LintedFact]
    public async Task TheDescriptionHasNoFaults()
    {
        await Redocly.InstallAsync();
        await LintAsync(Description.File);
        // And faults would be found.
        using var folder = new TemporaryFolder();
        var broken = (await File.ReadAllTextAsync(Description.File)).Replace("operationId: LinkStore", "operationId: GetRun", StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => LintAsync(folder.Write("openapi.yaml", broken)));
        Assert.Contains("operation-operationId-unique", failure.Message, StringComparison.Ordinal);
    }

    private static Task<string> LintAsync(string file) => NodePackages.RunAsync("node", Redocly.PathOf(Program), "lint", file, "--format=stylish");
}
