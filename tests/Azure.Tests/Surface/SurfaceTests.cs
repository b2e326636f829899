using System.Reflection;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Builder;

namespace TierFunctions.Azure.Tests.Surface;

/// <summary>The stand-ins have no member that the real packages lack: what compiles against them compiles against those.</summary>
public sealed class SurfaceTests
{
    // Members of the real packages, as their API listings have them.
    private static readonly HashSet<string> Real =
        [.. File.ReadLines(Path.Join(AppContext.BaseDirectory, "Surface", "signatures.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    private static readonly Assembly[] StandIns = [typeof(TableClient).Assembly, typeof(FunctionsApplication).Assembly];

    public static TheoryData<string> Types { get; } = [.. StandIns.SelectMany(standIn => standIn.GetExportedTypes()).Select(type => type.FullName!)];   // no open parameters, so all have one

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryMemberIsOneOfTheRealPackage(string type) =>
        Assert.Empty(Signature.Of(StandIns.Select(standIn => standIn.GetType(type)).OfType<Type>().Single()).Except(Real));
}
