using Azure.Data.Tables;

namespace TierFunctions.Azure.Tests.Surface;

/// <summary>The stand-in has no member that the real packages lack: what compiles against it compiles against them.</summary>
public sealed class SurfaceTests
{
    // Members of the real packages, as their API listings have them.
    private static readonly HashSet<string> Real =
        [.. File.ReadLines(Path.Join(AppContext.BaseDirectory, "Surface", "signatures.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    public static TheoryData<string> Types { get; } = [.. typeof(TableClient).Assembly.GetExportedTypes().Select(type => type.FullName!)];   // no open parameters, so all have one

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMemberIsOneOfTheRealPackage(string type) =>
        Assert.Empty(Signature.Of(typeof(TableClient).Assembly.GetType(type)!).Except(Real));   // listed by the assembly
}
