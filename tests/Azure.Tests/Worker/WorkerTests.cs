using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.Azure.ServiceBus;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Worker;

namespace TierFunctions.Azure.Tests.Worker;

/// <summary>How the deployed worker is put together; nothing is connected to.</summary>
public sealed class WorkerTests
{
    private static readonly Dictionary<string, string?> Deployed = new()
    {
        ["Storage:blobServiceUri"] = "https://stdata.blob.core.windows.net/",
        ["Storage:tableServiceUri"] = "https://stdata.table.core.windows.net/",
        ["ServiceBus:fullyQualifiedNamespace"] = "sb-tier.servicebus.windows.net",
        ["ServiceBusSender:clientId"] = "00000000-0000-0000-0000-000000000001",
        ["AZURE_CLIENT_ID"] = "00000000-0000-0000-0000-000000000002",
        ["Queues:Runs"] = "runs-of-test",
    };

    public static TheoryData<Type> Functions { get; } =
        [.. typeof(Settings).Assembly.GetExportedTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), false)))];

    [Theory]
    [MemberData(nameof(Functions))]
    public void EveryFunctionGetsWhatItAsksFor(Type function) => Assert.IsType(function, ActivatorUtilities.CreateInstance(Services(Deployed), function));

    [Fact]
    public void QueuesHaveTheNamesOfTheDeploymentAndElseTheirDefaults()
    {
        var names = Services(Deployed).GetRequiredService<QueueNames>();
        Assert.Equal(["runs-of-test", "completions", "evaluations"], new[] { QueueName.Runs, QueueName.Completions, QueueName.Evaluations }.Select(names.Of));
        Assert.Equal("sb-tier.servicebus.windows.net", Services(Deployed).GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace);
    }

    [Fact]
    public void TheEmulatorsConnectionStringsDoAsWell()
    {
        var services = Services(new() { ["Storage"] = "UseDevelopmentStorage=true", ["ServiceBus"] = "Endpoint=sb://localhost/;SharedAccessKeyName=a;SharedAccessKey=a;UseDevelopmentEmulator=true" });
        Assert.NotNull(services.GetRequiredService<IRuns>());
        Assert.NotNull(services.GetRequiredService<IQueues>());
    }

    [Theory]
    [InlineData("Storage:tableServiceUri", "set Storage__tableServiceUri to an address, or Storage to a connection string")]
    [InlineData("ServiceBus:fullyQualifiedNamespace", "set ServiceBus__fullyQualifiedNamespace to an address, or ServiceBus to a connection string")]
    public void WhatIsNotSetIsNamed(string missing, string message)
    {
        var services = Services(Deployed.Where(setting => setting.Key != missing).ToDictionary());
        var failure = Assert.Throws<InvalidOperationException>(() => missing[0] == 'S' && missing.StartsWith("Storage", StringComparison.Ordinal) ? (object)services.GetRequiredService<IRuns>() : services.GetRequiredService<IQueues>());
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePoliciesAreDeployedWithTheWorker() =>
        Assert.Contains(await Services(Deployed).GetRequiredService<IProgrammes>().AllAsync(CancellationToken.None), policy => policy.Programme == "gold-silver");

    private static IServiceProvider Services(Dictionary<string, string?> settings)
    {
        var builder = WorkerApplication.Builder([]);
        builder.Configuration.AddInMemoryCollection(settings);
        return builder.Build().Services;
    }
}
