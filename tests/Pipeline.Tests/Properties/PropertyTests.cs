using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TierFunctions.Domain.Benchmarks;
using TierFunctions.Pipeline.EvaluateStores;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Pipeline.Rulings;
using TierFunctions.Pipeline.Runs;
using TierFunctions.Policies.Rulings;

namespace TierFunctions.Pipeline.Tests.Properties;

/// <summary>What holds of every programme, whatever its policy, its rows and what operators rule.</summary>
public sealed class PropertyTests
{
    private static readonly Config Some = Config.QuickThrowOnFailure.WithMaxTest(60);
    private static readonly string[] Quarters = ["2025-Q1", "2025-Q2", "2025-Q3"];

    [Fact]
    public void AnOutcomeJudgedAgainFromWhatIsStoredIsTheSameBytes() => Prop.ForAll(RandomProgramme.Any, programme =>
    {
        var (market, runs) = Assess(programme, (rows, place, market) => market.Inputs.Put($"{place}/a.csv", RandomProgramme.File(rows)));
        foreach (var run in runs)
        {
            // From the policy, benchmarks and rulings that were pinned with the run, read anew.
            var plan = Result(RunPlan.LoadAsync(run, market.Policies, market.Files, CancellationToken.None));
            foreach (var outcome in market.Outcomes.All(run.Key))
            {
                var previous = run.Previous is { } key ? Result(market.Outcomes.FindAsync(key, outcome.Store, CancellationToken.None)) : null;
                Assert.Equal(outcome, Replay.Of(run, plan, outcome, previous));
            }
        }
    }).Check(Some);

    [Fact]
    public void TheOrderOfRowsAndFilesNeverMatters() => Prop.ForAll(RandomProgramme.Any, ArbMap.Default.ArbFor<int>(), (programme, seed) =>
    {
        var random = new System.Random(seed);
        var (_, runs) = Assess(programme, (rows, place, market) => market.Inputs.Put($"{place}/a.csv", RandomProgramme.File(rows)));
        var (_, others) = Assess(programme, (rows, place, market) =>
        {
            string[] shuffled = [.. rows];
            random.Shuffle(shuffled);
            foreach (var (part, number) in shuffled.Chunk(1 + random.Next(8)).Select((part, number) => (part, number))) market.Inputs.Put(FormattableString.Invariant($"{place}/{(char)('z' - number)}.csv"), RandomProgramme.File(part));
        }, new Spread(1 + random.Next(5), 1 + random.Next(7)));
        Assert.Equal(runs.Select(run => run.Summary?.OutcomesSha256), others.Select(run => run.Summary?.OutcomesSha256));
    }).Check(Some);

    [Fact]
    public void AStoreOfAnotherIndustryNeverChangesThisOnesBenchmark() => Prop.ForAll(RandomProgramme.Any, RandomProgramme.Any, (programme, other) =>
    {
        const string Own = "toys";
        var (market, runs) = Assess(programme, (rows, place, market) => market.Inputs.Put($"{place}/a.csv", RandomProgramme.File(rows)), quarters: 1);
        // The others' stores come as well, under names and in industries of their own.
        IEnumerable<string> strangers = other.Quarters[0].Where(row => !row.Contains($",{Own},", StringComparison.Ordinal)).Select(row => "Z" + row);
        var (crowded, later) = Assess(programme, (rows, place, market) => market.Inputs.Put($"{place}/a.csv", RandomProgramme.File([.. rows, .. strangers])), quarters: 1);
        Assert.Equal(Benchmarks(market, runs[0]), Benchmarks(crowded, later[0]));

        // Where an industry is too small for one of its own it is the market's that holds, which is everybody's.
        static string Benchmarks(Market market, Run run)
        {
            var plan = Result(RunPlan.LoadAsync(run, market.Policies, market.Files, CancellationToken.None));
            return Encoding.UTF8.GetString(BenchmarkCodec.Write(new BenchmarkSet(plan.Benchmarks.Entries.Where(entry => entry.Key == Own), 1), plan.Policy));
        }
    }).Check(Some);

    private static (Market Market, IReadOnlyList<Run> Runs) Assess(RandomProgramme programme, Action<IReadOnlyList<string>, string, Market> put, Spread? spread = null, int quarters = 3)
    {
        var market = new Market(programme.Policy, spread);
        var runs = new List<Run>();
        for (var quarter = 0; quarter < quarters; quarter++)
        {
            put(programme.Quarters[quarter], Quarters[quarter], market);
            if (quarter == 1 && programme.Rulings.Length > 0) Record(market, programme.Rulings);
            runs.Add(Result(market.RunAsync(Quarters[quarter], places: Quarters[quarter])));
        }
        Assert.All(runs, run => Assert.Equal(RunState.Completed, run.State));
        return (market, runs);
    }

    /// <summary>A decision on a store that has no outcome is refused, and then there is none.</summary>
    private static void Record(Market market, string document)
    {
        var reading = RulingDocument.Read("rulings.yaml", document);
        Assert.Empty(reading.Mistakes);
        Result(market.RecordRulings.HandleAsync(reading.Rulings, "ops", CancellationToken.None));
    }

    // Properties are not asynchronous, and the ports of a test never wait.
    private static T Result<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
