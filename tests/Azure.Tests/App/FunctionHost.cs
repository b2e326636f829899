using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TierFunctions.App;
using TierFunctions.Azure.ServiceBus;
using TierFunctions.Azure.Tables;
using TierFunctions.Azure.Tests.Emulator;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Messages;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Worker;

namespace TierFunctions.Azure.Tests.App;

/// <summary>One instance of the function app: finds the functions by their attributes and settles messages as the Functions host does.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly ServiceBusClient bus;
    private readonly List<(MethodInfo Function, ServiceBusReceiver Receiver)> queues;

    public FunctionHost(Account account, string busName, TimeProvider time)
    {
        bus = new ServiceBusClient($"Endpoint=sb://{busName}/");
        services = new ServiceCollection()
            .AddLogging()
            .AddPipeline()
            .AddPorts()
            // The rest takes the place of what the worker has.
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings.InitialData).Build())
            .AddSingleton(time)
            .AddSingleton(new PipelineOptions { Spread = TierTables.Spread, Workers = 2 })
            .AddSingleton(account.Tables)
            .AddSingleton(account.Containers)
            .AddSingleton<IQueues>(new ServiceBusQueues(bus, new QueueNames(name => name)))
            .BuildServiceProvider();
        queues = [.. Functions
            .Select(function => (Function: function, Trigger: TriggerOf<ServiceBusTriggerAttribute>(function)))
            .Where(found => found.Trigger is not null)
            .Select(found => (found.Function, bus.CreateReceiver(Resolve(found.Trigger!.QueueName!))))];   // those with a trigger, which has a queue
    }

    public static IReadOnlyList<MethodInfo> Functions { get; } =
        [.. typeof(Settings).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute))).OrderBy(NameOf, StringComparer.Ordinal)];

    public IRuns Runs => services.GetRequiredService<IRuns>();

    public static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;   // only functions are asked for

    public static T? TriggerOf<T>(MethodInfo function) where T : Attribute => function.GetParameters()[0].GetCustomAttribute<T>();

    /// <summary>Puts the setting in the place of <c>%name%</c>.</summary>
    public static string Resolve(string text) => text[0] == '%' && text[^1] == '%' ? Settings.Defaults[text[1..^1]] : text;

    public Task FireAsync(string timer) => InvokeAsync(Functions.Single(function => NameOf(function) == timer), new TimerInfo());

    public Task<IResult> RequestAsync(string function, string body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(bytes), ContentLength = bytes.Length } };
        return (Task<IResult>)InvokeAsync(Functions.Single(found => NameOf(found) == function), context.Request);
    }

    /// <summary>Works until the queues have been empty for a moment. Returns how many messages were handled.</summary>
    public async Task<int> RunUntilIdleAsync()
    {
        var handled = 0;
        for (var idle = 0; idle < 5;)
        {
            var received = 0;
            foreach (var (function, receiver) in queues)
            {
                var messages = await receiver.ReceiveMessagesAsync(4, TimeSpan.Zero);
                received += messages.Count;
                await Task.WhenAll(messages.Select(message => DeliverAsync(function, receiver, message)));
            }
            handled += received;
            idle = received > 0 ? 0 : idle + 1;
            if (idle > 0) await Task.Delay(50);
        }
        return handled;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await bus.DisposeAsync();
    }

    private async Task DeliverAsync(MethodInfo function, ServiceBusReceiver receiver, ServiceBusReceivedMessage message)
    {
        try
        {
            await InvokeAsync(function, message.Body.ToString());
        }
#pragma warning disable CA1031 // The host gives back whatever failed, however it failed.
        catch (Exception)
#pragma warning restore CA1031
        {
            await receiver.AbandonMessageAsync(message);
            return;
        }
        await receiver.CompleteMessageAsync(message);
    }

    private Task InvokeAsync(MethodInfo function, object trigger) =>
        (Task)function.Invoke(ActivatorUtilities.CreateInstance(services, function.DeclaringType!), [trigger, CancellationToken.None])!;   // a method of a class, which returns a task
}
