using TierFunctions.Local.Cli;

return await CommandLine.RunAsync(args);
