using TierFunctions.Azure.Tests.Emulator;

namespace TierFunctions.Local.Tests.Api;

/// <summary>A fact that a tool on Node.js looks at; skipped where there is none.</summary>
public sealed class LintedFactAttribute : FactAttribute
{
    public LintedFactAttribute() => Skip = NodePackages.Unavailable;
}
