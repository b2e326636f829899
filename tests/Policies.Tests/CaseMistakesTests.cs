using TierFunctions.Domain.Cases;

namespace TierFunctions.Policies.Tests;

public sealed class CaseMistakesTests
{
    private const string Opens = "opens: { metric: orders, atLeast: 1 }";

    [Fact]
    public void AProcedureIsReadWithAllThatItSays()
    {
        var reading = Cases($$"""
            { {{Opens}}, states: { found: { title: { en: Found, zh: 已发现 }, to: [met, found], within: { days: 5 } }, met: { needs: [person, materials, strengths], how: { phone: By telephone },
            to: { in: [operator], out: [account-manager, operator] }, within: { months: 1 } }, in: {}, out: {} }, strengths: { company: { range: [-5, 10], least: 2.5 } },
            materials: { licence: Licence }, reopens: [out] }
            """);
        Assert.Empty(reading.Mistakes);
        var cases = reading.Policy!.Cases!;
        Assert.Equal(["found", "met", "in", "out"], cases.States.Select(state => state.Name));
        Assert.Equal((new TimeAllowed(5, false), new TimeAllowed(1, true)), (cases.First.Within, cases.States[1].Within));
        Assert.Equal([CaseNeed.Person, CaseNeed.Materials, CaseNeed.Strengths], cases.States[1].Needs);
        Assert.Equal([[CaseRole.Operator], [CaseRole.AccountManager, CaseRole.Operator]], cases.States[1].Steps.Select(step => step.By));
        Assert.Equal((-5m, 10m, 2.5m), (cases.Strengths[0].From, cases.Strengths[0].To, cases.Strengths[0].Least));
        Assert.Equal(("By telephone", "Licence", "out"), (cases.States[1].Ways[0].Title.In("en"), cases.Materials[0].Title.In("en"), cases.Reopens[0]));
    }

    [Theory]
    [InlineData("{ states: { found: {} } }", "cases: found no 'opens', expected opens: what a store must meet to be given a case")]
    [InlineData("{ " + Opens + " }", "cases: found no 'states', expected states: the states of a case by name; a case begins in the first")]
    [InlineData("{ " + Opens + ", states: { found: { to: [lost] } } }", "cases.states.found.to[0]: found 'lost', expected one of found")]
    [InlineData("{ " + Opens + ", states: { found: { to: { losst: [operator] } }, lost: {} } }", "cases.states.found.to.losst: found the state 'losst', expected one of found, lost (did you mean 'lost'?)")]
    [InlineData("{ " + Opens + ", states: { found: { to: { found: [boss] } } } }", "cases.states.found.to.found[0]: found 'boss', expected account-manager, operator")]
    [InlineData("{ " + Opens + ", states: { found: { within: { days: 0 } } } }", "cases.states.found.within.days: found '0', expected days, a whole number from 1 to 3650")]
    [InlineData("{ " + Opens + ", states: { found: { within: { days: 1, months: 1 } } } }", "cases.states.found.within: found both 'days' and 'months', expected a time such as { days: 5 } or { months: 1 }")]
    [InlineData("{ " + Opens + ", states: { found: { needs: [luck] } } }", "cases.states.found.needs[0]: found 'luck', expected person, materials, strengths")]
    [InlineData("{ " + Opens + ", states: { Found: {} } }", "cases.states.Found: found the state 'Found', expected a name in small letters, digits, - and _, beginning with a letter")]
    [InlineData("{ " + Opens + ", states: { found: {} }, strengths: { mean: { range: [0, 1] } } }", "cases.strengths.mean: found the strength 'mean', expected a name of its own: a metric reads the state and the mean of the scores by these")]
    [InlineData("{ " + Opens + ", states: { found: {} }, strengths: { size: { range: [5, 5] } } }", "cases.strengths.size.range: found a lowest score that is not below the highest, expected the lowest and the highest score")]
    [InlineData("{ " + Opens + ", states: { found: {} }, strengths: { size: { range: [0, 5], least: 6 } } }", "cases.strengths.size.least: found '6', expected a score in the range")]
    [InlineData("{ " + Opens + ", states: { found: {} }, reopens: [lost] }", "cases.reopens[0]: found 'lost', expected one of found")]
    public void AMistakeInAProcedureIsReported(string cases, string mistake) =>
        Assert.Contains(Cases(cases).Mistakes, found => found.ToString().EndsWith(mistake, StringComparison.Ordinal));

    [Theory]
    [InlineData("kind: score, case: luck", "metrics.said.case: found 'luck', expected one of mean, size")]
    [InlineData("kind: category, of: [found], case: size", "metrics.said.case: found 'size', expected one of state")]
    [InlineData("kind: category, of: [found, lost], case: state", "metrics.said.case: found 'lost' among the values of said, expected states: some of found")]
    [InlineData("kind: category, case: state", "metrics.said.case: found a category that takes any text, expected of: the states that it tells apart")]
    [InlineData("kind: count, case: mean", "metrics.said.case: found the unknown field 'case'")]
    public void AMetricReadsFromACaseWhatCasesHave(string metric, string mistake) => Assert.Contains(
        PolicyDocument.Read(Sample.File, With(metric).Replace("gate:", $"cases: {{ {Opens}, states: {{ found: {{}} }}, strengths: {{ size: {{ range: [0, 5] }} }} }}\ngate:", StringComparison.Ordinal)).Mistakes,
        found => found.ToString().Contains(mistake, StringComparison.Ordinal));

    [Fact]
    public void AMetricCannotBeReadFromCasesThatThereAreNot() => Assert.Contains(
        PolicyDocument.Read(Sample.File, With("kind: score, case: mean")).Mistakes,
        found => found.ToString().EndsWith("metrics.said.case: found a metric that is read from cases, of which the policy has none, expected cases: how people decide on stores", StringComparison.Ordinal));

    private static string With(string metric) => Sample.Text.Replace("  name: { kind: text }", $"  name: {{ kind: text }}\n  said: {{ {metric} }}", StringComparison.Ordinal);

    private static PolicyReading Cases(string cases) => Sample.With("gate:", $"cases: {cases.ReplaceLineEndings(" ")}\ngate:");
}
