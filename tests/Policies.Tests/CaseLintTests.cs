using TierFunctions.Policies.Linting;

namespace TierFunctions.Policies.Tests;

public sealed class CaseLintTests
{
    private const string States = "a: { to: [b], within: { days: 1 } }, b: {}";

    [Theory]
    [InlineData("a: { to: [b], within: { days: 1 } }, b: {}, c: {}", "", "error: cases.states.c: unreachable: no step leads to it from 'a', in which a case begins")]
    [InlineData("a: { to: [a, b], within: { days: 1 } }, b: { to: [a] }", "", "warning: cases.states.a: a case that comes here never ends")]
    [InlineData("a: { to: [b] }, b: { within: { days: 1 } }", "", "warning: cases.states.b: a case ends here, so it is never overdue")]
    [InlineData("a: { to: [b], within: { days: 1 } }, b: { needs: [strengths] }", "", "error: cases.states.b: needs strengths, of which there are none")]
    [InlineData("a: { to: [b], within: { days: 1 } }, b: { needs: [materials] }", "", "error: cases.states.b: needs materials, of which there are none")]
    [InlineData("a: { to: [b] }, b: {}", "", "info: cases.states: no state has a time within which it is to be left: no case is ever overdue")]
    [InlineData(States, ", reopens: [a]", "warning: cases.reopens: 'a' is no end: a screening would open a second case beside one that is worked on")]
    [InlineData(States, ", strengths: { size: { range: [0, 5] } }", "info: cases.strengths.size: no state needs it and no metric reads it")]
    public void WhatIsOddIsSaid(string states, string more, string finding) => Assert.Contains(Findings("said: { kind: category, of: [b], case: state }", "orders", states + " }" + more), found => found.EndsWith(finding, StringComparison.Ordinal));

    [Fact]
    public void WhatAsksForTheCaseThatItOpensIsAnError() => Assert.Contains(
        Findings("said: { kind: score, case: mean }", "said", "a: { to: [b], within: { days: 1 } }, b: { needs: [strengths] } }, strengths: { size: { range: [0, 5] } }"),
        found => found.EndsWith("error: cases.opens: asks for 'said', which only a case says: no store is ever given one", StringComparison.Ordinal));

    [Fact]
    public void CasesThatNobodyReadsChangeNoTier() =>
        Assert.Contains(Findings("said: { kind: count }", "orders", States + " }"), found => found.EndsWith("warning: cases: no metric is read from a case, so what people decide changes no tier", StringComparison.Ordinal));

    [Fact]
    public void AProcedureThatIsWellHasNoFinding() =>
        Assert.DoesNotContain(Findings("said: { kind: category, of: [b], case: state }", "orders", States + " }, reopens: [b]"), found => found.Contains(" cases", StringComparison.Ordinal));

    private static IEnumerable<string> Findings(string metric, string opens, string states)
    {
        var reading = PolicyDocument.Read(Sample.File, Sample.Text
            .Replace("  name: { kind: text }", $"  name: {{ kind: text }}\n  {metric}", StringComparison.Ordinal)
            .Replace("gate:", $"cases: {{ opens: {{ metric: {opens}, atLeast: 1 }}, states: {{ {states} }}\ngate:", StringComparison.Ordinal));
        Assert.Empty(reading.Mistakes);
        return Linter.Findings(reading).Select(finding => finding.ToString());
    }
}
