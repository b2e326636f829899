using Microsoft.Azure.Functions.Worker;
using TierFunctions.App;
using TierFunctions.Local.Host;
using TierFunctions.Pipeline.Messages;

namespace TierFunctions.Local.Tests.Host;

public sealed class FoundFunctionTests
{
    private static readonly IReadOnlyList<FoundFunction> Found = FoundFunction.In(typeof(Settings).Assembly, Settings.Defaults.GetValueOrDefault);

    [Fact]
    public void EveryFunctionIsFoundWithItsTrigger() => Assert.Equal(
        [
            "AskToUnsubscribe: GET /unsubscribe (anonymous)",
            "AssessEndedPeriods: timer 0 0 2 * * *",
            "AssignCase: POST /api/cases/{case}/assign (function)",
            "CheckStore: POST /api/stores/{store}/check (function)",
            "CheckStores: POST /api/checks (function)",
            "CompleteRun: queue completions",
            "CountRunNotices: GET /api/runs/{run}/notices (function)",
            "DeliverNotice: queue notices",
            "EvaluateChunk: queue evaluations",
            "GetCase: GET /api/cases/{case} (function)",
            "GetCheck: GET /api/checks/{check} (function)",
            "GetRun: GET /api/runs/{run} (function)",
            "GetStoreCard: GET /api/stores/{store}/card (anonymous)",
            "GetStoreHistory: GET /api/stores/{store}/history (function)",
            "GetStoreNotices: GET /api/stores/{store}/notices (function)",
            "GetStoreTiers: GET /api/stores/{store}/tiers/{programme?} (function)",
            "Ingest: queue runs",
            "LinkCase: POST /api/cases/{case}/link (function)",
            "LinkStore: POST /api/stores/{store}/links (function)",
            "LintPolicy: POST /api/policies/lint (function)",
            "ListCases: GET /api/cases (function)",
            "ListDecisions: GET /api/decisions (function)",
            "ListExemptions: GET /api/exemptions (function)",
            "ListPolicies: GET /api/policies (function)",
            "ListRunChanges: GET /api/runs/{run}/changes (function)",
            "ListRuns: GET /api/runs (function)",
            "Live: GET /api/health/live (anonymous)",
            "MoveCase: POST /api/cases/{case}/move (function)",
            "OpenCase: POST /api/cases (function)",
            "OverrideGate: POST /api/runs/{run}/override-gate (function)",
            "Ready: GET /api/health/ready (anonymous)",
            "ReceivePaper: POST /api/cases/{case}/receive (function)",
            "RecordDecisions: POST /api/decisions (function)",
            "RecordExemptions: POST /api/exemptions (function)",
            "RedriveRun: POST /api/runs/{run}/redrive (function)",
            "RemindStores: timer 0 10 16 * * *",
            "ScoreCase: POST /api/cases/{case}/score (function)",
            "SendCase: POST /operator/cases (anonymous)",
            "SendCaseWork: POST /operator/cases/{case}/{work} (anonymous)",
            "SendDecision: POST /operator/rulings/decisions (anonymous)",
            "SendExemption: POST /operator/rulings/exemptions (anonymous)",
            "SendGateOverride: POST /operator/runs/{run}/override-gate (anonymous)",
            "SendNotices: timer 30 */10 * * * *",
            "SendRedrive: POST /operator/runs/{run}/redrive (anonymous)",
            "SendRedriveDead: POST /operator/runs/{run}/redrive-dead (anonymous)",
            "SendSimulation: POST /operator/simulation (anonymous)",
            "ShowCase: GET /operator/cases/{case} (anonymous)",
            "ShowCases: GET /operator/cases (anonymous)",
            "ShowMovements: GET /operator/runs/{run}/movements (anonymous)",
            "ShowPolicies: GET /operator/policies (anonymous)",
            "ShowPolicy: GET /operator/policies/{programme} (anonymous)",
            "ShowReport: GET /operator/runs/{run}/report (anonymous)",
            "ShowRulings: GET /operator/rulings (anonymous)",
            "ShowRun: GET /operator/runs/{run} (anonymous)",
            "ShowRuns: GET /operator (anonymous)",
            "ShowSimulation: GET /operator/simulation (anonymous)",
            "ShowStoreCard: GET /stores/{store} (anonymous)",
            "ShowStores: GET /operator/stores (anonymous)",
            "SimulateDraft: POST /api/simulations (function)",
            "StartRun: POST /api/runs (function)",
            "Sweep: timer 0 */5 * * * *",
            "Unsubscribe: POST /unsubscribe (anonymous)",
        ],
        Found.Select(function => $"{function.Name}: {function.Trigger}"));

    [Fact]
    public void EveryQueueHasOneFunction() =>
        Assert.Equal(QueueName.All.Order(StringComparer.Ordinal), Found.Select(function => function.Trigger).OfType<Trigger.Queue>().Select(queue => queue.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void ASettingTakesThePlaceOfItsName()
    {
        var found = FoundFunction.In(typeof(Settings).Assembly, name => name switch
        {
            Settings.RunsQueue => "starts",
            Settings.SweepSchedule => "30 0 * * * *",
            _ => Settings.Defaults.GetValueOrDefault(name),
        });
        Assert.Contains("queue starts", found.Select(function => function.Trigger.ToString()));
        Assert.Contains("timer 30 0 * * * *", found.Select(function => function.Trigger.ToString()));
    }

    [Theory]
    [InlineData(null, "there is no setting Schedules:Sweep")]
    [InlineData("*/5 * * * *", "'*/5 * * * *' is not a schedule")]   // five fields: no seconds
    [InlineData("often", "'often' is not a schedule")]
    public void AScheduleThatCannotBeReadIsNamedWithItsFunction(string? schedule, string expected)
    {
        var problem = Assert.Throws<InvalidOperationException>(() =>
            FoundFunction.In(typeof(Settings).Assembly, name => name == Settings.SweepSchedule ? schedule : Settings.Defaults.GetValueOrDefault(name)));
        Assert.StartsWith("Function Sweep: " + expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMethodThatTwoTriggersCallIsRefused() =>
        Assert.Contains("it has 2 triggers", Assert.Throws<InvalidOperationException>(() => FoundFunction.In(typeof(TwoTriggers).Assembly, _ => "x")).Message, StringComparison.Ordinal);
}

/// <summary>What nobody should write.</summary>
public static class TwoTriggers
{
    [Function("TwoTriggers")]
    public static Task RunAsync([ServiceBusTrigger("a")] string one, [ServiceBusTrigger("b")] string other) => Task.FromResult(one + other);
}
