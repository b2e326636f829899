using System.CommandLine;
using TierFunctions.Local.Host;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier serve</c>: the function app on this machine: HTTP, timers and queues, until Ctrl-C.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var policies = CommonOptions.Policies();
        var metrics = new Option<string>("--metrics") { Description = "The folder in which metric blobs are dropped, {programme}/{period}/…; with --storage, the container 'metrics'", DefaultValueFactory = _ => "metrics", HelpName = "dir" };
        var storage = CommonOptions.Storage();
        var port = new Option<int>("--port") { Description = "The port of this machine to serve HTTP on; 0 for any that is free", DefaultValueFactory = _ => 7071, HelpName = "n" };
        var workers = CommonOptions.Workers();
        var command = new Command("serve", "Serves HTTP, timers and queues until Ctrl-C") { data, policies, metrics, storage, port, workers };
        command.SetAction(CommandLine.Guarded((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(port) is < 0 or > 65535) throw new BadInputException($"--port {parsed.GetValue(port)}: expected 0 to 65535.");
            return RunAsync(
                new ServeOptions(parsed.GetValue(data)!, parsed.GetValue(policies)!, parsed.GetValue(metrics)!, parsed.GetValue(storage), parsed.GetValue(port), CommonOptions.Read(parsed, workers)),
                cancellationToken);
        }));
        return command;
    }

    private static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        await using var server = await LocalServer.StartAsync(options, [], TimeProvider.System, cancellationToken);
        foreach (var function in server.Functions) Console.WriteLine($"{function.Name,-22} {function.Trigger}");
        Console.WriteLine();
        Console.WriteLine($"Serving at {server.Address}; the keys are in {Path.Join(options.Data, "keys.json")}. Ctrl-C stops.");
        Console.WriteLine($"Pages for operators: {new Uri(server.Address, "/operator")}; a store's card: {new Uri(server.Address, "/stores/")}ID");
        await server.RunAsync(cancellationToken);
        Console.WriteLine("Stopped.");
        return cancellationToken.IsCancellationRequested ? ExitCode.Done : ExitCode.RunFailed;
    }
}
