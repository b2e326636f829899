using TierFunctions.Domain.Benchmarks;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>What a policy's formulas and conditions are compiled with.</summary>
internal sealed class Compilation(Policy policy, Period period)
{
    private readonly List<Condition> conditions = [];

    public Policy Policy => policy;

    public Period Period => period;

    /// <summary>Every condition so far; each is to be bound before it is asked.</summary>
    public IReadOnlyList<Condition> Conditions => conditions;

    public Condition? Condition(Requirement? requirement)
    {
        if (requirement is null) return null;
        var condition = new Condition(requirement);
        conditions.Add(condition);
        return condition;
    }
}

/// <summary>
/// A requirement judged by itself, outside the list of a store's verdicts: it chooses among metrics, counts, or says whether a test
/// is asked at all. It depends on no benchmark.
/// </summary>
internal sealed class Condition
{
    private readonly List<Test> tests = [];
    private readonly Node node;
    private Judge? judge;

    public Condition(Requirement requirement) => node = Node.Compile(requirement, PlaceOf);

    public IReadOnlyList<Test> Tests => tests;

    /// <summary>Resolves its limits, once every test of the plan is known.</summary>
    public void Bind(Plan plan) => judge = new Judge(plan, BenchmarkSet.Empty, [], tests);

    public Verdict Judge(ReadOnlySpan<long> row)
    {
        Span<Verdict> verdicts = stackalloc Verdict[tests.Count];
        judge!.Examine(row, verdicts); // never null: a plan binds its conditions before it is used
        return node.Judge(verdicts);
    }

    private int PlaceOf(Test test)
    {
        tests.Add(test);
        return tests.Count - 1;
    }
}
