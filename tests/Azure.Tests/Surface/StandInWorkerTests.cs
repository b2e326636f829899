using Microsoft.Extensions.Hosting;
using TierFunctions.Worker;

namespace TierFunctions.Azure.Tests.Surface;

public sealed class StandInWorkerTests
{
    [Fact]
    public async Task AWorkerOfThisBuildSaysThatItCannotTalkToTheFunctionsHost()
    {
        using var worker = WorkerApplication.Builder([]).Build();
        Assert.Contains("-p:AzurePackages=true", (await Assert.ThrowsAsync<NotSupportedException>(() => worker.StartAsync())).Message, StringComparison.Ordinal);
    }
}
