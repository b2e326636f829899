using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(TierFunctions.Benchmarks.ParseBenchmarks).Assembly).Run(args);
