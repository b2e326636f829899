using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using TierFunctions.App.Access;
using TierFunctions.EndToEnd.Tests;
using TierFunctions.Local.Cli;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Tests.Host;

public sealed class FunctionKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder["keys.json"];

    public static TheoryData<AuthorizationLevel, string?, bool> Doors { get; } = new()
    {
        { AuthorizationLevel.Anonymous, null, true },
        { AuthorizationLevel.Anonymous, "anything", true },
        { AuthorizationLevel.Function, null, false },
        { AuthorizationLevel.Function, "", false },
        { AuthorizationLevel.Function, "f", true },
        { AuthorizationLevel.Function, "F", false },
        { AuthorizationLevel.Function, "f ", false },
        { AuthorizationLevel.Function, "a", true },
        { AuthorizationLevel.Admin, "f", false },
        { AuthorizationLevel.Admin, "a", true },
        { AuthorizationLevel.System, "f", false },
        { AuthorizationLevel.System, "a", true },
    };

    [Theory, MemberData(nameof(Doors))]
    public void AKeyOpensItsLevel(AuthorizationLevel level, string? key, bool opens) =>
        Assert.Equal(opens, new FunctionKeys(name => name == FunctionKeys.AdminSetting ? "a" : "f").Open(level, key));

    [Fact]
    public void KeysThatNobodySetAreMadeOnceAndForTheirOwnerAlone()
    {
        var kept = KeptKeys.Read(File);
        Assert.Equal(kept, KeptKeys.Read(File));
        Assert.Equal(3, kept.Values.Distinct().Count());
        Assert.True(new MerchantLinks(new ConfigurationBuilder().AddInMemoryCollection(kept).Build(), TimeProvider.System).CanSign);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"Keys:Function":"f"}""")]
    public void AFileThatHoldsNoKeysIsSaidSo(string text)
    {
        folder.Write("keys.json", text);
        Assert.Contains("does not hold the keys", Assert.Throws<BadInputException>(() => KeptKeys.Read(File)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
