using Microsoft.Extensions.Hosting;
using TierFunctions.Worker;

WorkerApplication.Builder(args).Build().Run();
