using System.Globalization;
using BenchmarkDotNet.Running;
using TierFunctions.Benchmarks.Scale;
using TierFunctions.Benchmarks.Tables;

// dotnet run -c Release --project tests/Benchmarks -- --filter '*'
// dotnet run -c Release --project tests/Benchmarks -- scale
// tests/Benchmarks/tables.sh
switch (args)
{
    case ["scale"]:
        ScaleReport.Write(Console.Out);
        return 0;
    case ["tables", var connectionString, var rounds]:
        return await TableThroughput.RunAsync(connectionString, int.Parse(rounds, NumberStyles.None, CultureInfo.InvariantCulture));
    default:
        // In this process: BenchmarkDotNet looks for a project by the assembly's name, and projects here are named without what they have in common.
        BenchmarkSwitcher.FromAssembly(typeof(TierFunctions.Benchmarks.ParseBenchmarks).Assembly).Run([.. args, "--inProcess"]);
        return 0;
}
