using TierFunctions.Domain.Cases;
using TierFunctions.Pipeline.Cases;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Pipeline.Tests.Cases;

/// <summary>A marketplace with a programme that people let stores into: A and C pass its screening, B does not.</summary>
internal sealed class CaseMarket
{
    public const string Policy = """
        programme: medals
        version: 1
        title: Medals
        effective: { from: 2020-Q1 }
        cadence: quarterly
        timeZone: Asia/Shanghai
        subject: store
        metrics:
          sales: { kind: amount, currency: USD }
          faked: { kind: count, better: lower, whenMissing: 0 }
          state: { kind: category, of: [admitted], case: state }
          strengths: { kind: score, case: mean }
        tiers:
          - { tier: gold, requires: [ { tier: silver }, { metric: strengths, atLeast: 80 } ] }
          - { tier: silver, requires: [ { metric: sales, atLeast: 100 }, { metric: state, is: admitted, whenMissing: missed } ] }
        otherwise: none
        movement:
          cancellation: [ { id: faked-orders, when: { metric: faked, atLeast: 1 } } ]
        cases:
          opens: { metric: sales, atLeast: 100 }
          states:
            screened: { to: [called, review, rejected], within: { days: 5 } }
            called: { needs: [person], how: { phone: By telephone, sms: By SMS }, to: [called, review], within: { days: 3 } }
            review: { to: { admitted: [operator], rejected: [account-manager, operator] }, within: { months: 6 } }
            admitted: { needs: [materials, strengths], to: [left] }
            rejected: {}
            left: {}
          strengths:
            company: { range: [0, 100], least: 60 }
            team: { range: [0, 100] }
          materials: { licence: Business licence }
          reopens: [rejected]
        notices:
          - { on: case-step, steps: [review, admitted], by: [email, sms], text: case-step }
          - { on: case-step, steps: [screened], to: manager, by: [email], text: manager-case-step }
        gate: { quarantined: { warn: 100 %, stop: 100 % }, rowsChange: { warn: 1000, stop: 1000 } }
        """;

    public const string Rows = "store_id,sales,faked\nA,100,0\nB,99,0\nC,200,0\n";

    public static readonly CaseKey A = new("medals", "A", "2025-Q1");
    public static readonly CaseWorker Ana = new("Ana", [CaseRole.Operator]);
    public static readonly CaseWorker Clerk = new("Cy", []);

    public Market Market { get; } = new(Policy);

    /// <summary>The log of a store's case that was scored before it was admitted.</summary>
    public static CaseEntry[] Admitted(string store, DateTimeOffset at)
    {
        var opened = new CaseEntry(new CaseKey("medals", store, "2025-Q1"), 1, CaseEvent.Opened, "screened", null, null, "run", at.AddDays(-9), null);
        return
        [
            opened,
            opened with { Number = 2, Event = CaseEvent.Scored, What = "company", Score = 80 },
            opened with { Number = 3, Event = CaseEvent.Scored, What = "team", Score = 90 },
            opened with { Number = 4, Event = CaseEvent.Moved, State = "admitted", At = at },
        ];
    }

    public CaseNotices Notices => new(Market.Outcomes, Market.Runs, Market.Outcomes, Market.Time);

    public async Task<IEnumerable<string>> CasesAsync() => Case.All(await Market.Cases.ListAsync("medals", CancellationToken.None)).Select(one => $"{one.Key} {one.State}");

    public async Task<Case> DoneAsync(CaseWork work)
    {
        var result = await WorkAsync(work);
        Assert.Null(result.Objection);
        return result.Case!; // nothing was refused
    }

    public async Task<(CaseFault Fault, string Why)> RefusedAsync(CaseWork work) => (await WorkAsync(work)).Objection is { } objection ? (objection.Fault, objection.Why) : throw new InvalidOperationException("It was done.");

    public Task<Run> QuarterAsync(string quarter, string rows = Rows)
    {
        Market.Inputs.Put($"{quarter}/a.csv", rows);
        return Market.RunAsync(quarter, places: quarter);
    }

    private Task<CaseWorkResult> WorkAsync(CaseWork work) =>
        new WorkOnCaseHandler(Market.Cases, Market.Runs, Market.Outcomes, Market.Rulings, Notices, Market.Time).HandleAsync(work, Market.Policies.Read(Policy).Policy, CancellationToken.None);
}
