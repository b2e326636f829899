namespace TierFunctions.Policies.Tests;

public sealed class StandardMistakesTests
{
    /// <summary>What the sample says, what it says instead, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "{ by: industry, atLeast: 30",
            "{ by: orders, atLeast: 30",
            "26: peers.by: found 'orders', a count, expected a category"
        },
        {
            "{ by: industry, atLeast: 30",
            "{ by: industry, atLeast: 0",
            "26: peers.atLeast: found '0', expected readings, a whole number from 1 to 1000000"
        },
        {
            "percentile: type-7",
            "percentile: type-5",
            "26: peers.percentile: found 'type-5', expected type-7, type-6, nearest-rank (did you mean 'type-6'?)"
        },
        {
            "otherwise: market",
            "otherwise: nobody",
            "26: peers.otherwise: found 'nobody', expected market"
        },
        {
            "{ percentile: 90 }",
            "{ percentile: 90 % }",
            "28: standards.excellent.percentile: found '90 %', expected a percentile from 0 to 100, without a percent sign"
        },
        {
            "{ percentile: 90 }",
            "{ percentile: 101 }",
            "28: standards.excellent.percentile: found '101', expected a percentile from 0 to 100"
        },
        {
            "{ percentile: 90 }",
            "{ percentile: 90, mean: strictly }",
            "28: standards.excellent: found several limits, expected one of value, percentile, rank, median, mean, leader, dated"
        },
        {
            "{ percentile: 90 }",
            "{ by: { industry: { toys: 80 } } }",
            "28: standards.excellent: found no limit, expected one of value, percentile, rank, median, mean, leader, dated"
        },
        {
            "{ mean: strictly }",
            "{ mean: strict }",
            "29: standards.average.mean: found 'strict', expected strictly, inclusive (did you mean 'strictly'?)"
        },
        {
            "{ mean: strictly }",
            "{ mean: strictly, by: { industry: { toys: { percentile: 50 } } } }",
            "29: standards.average.by.industry.toys: found a block, expected mean: strictly, as the standard says"
        },
        {
            "industry: { toys: 1 % }",
            "industry: { toyz: 1 % }",
            "30: standards.cap.by.industry.toyz: found 'toyz', expected one of shoes, toys (did you mean 'toys'?)"
        },
        {
            "industry: { toys: 1 % }",
            "industri: { toys: 1 % }",
            "30: standards.cap.by.industri: found the attribute 'industri', expected a declared category, level or flag (did you mean 'industry'?)"
        },
        {
            "industry: { toys: 1 % }",
            "orders: { 5: 1 % }",
            "30: standards.cap.by.orders: found the attribute 'orders', a count, expected a category, a level or a flag"
        },
        {
            "{ industry: { toys: 1 % } }",
            "{ industry: { toys: 1 % }, country: { DE: 1.5 % } }",
            "30: standards.cap.by.country.DE: found a tie with the limit on line 30, expected the same limit in both, or a more specific one for stores that fit both"
        },
        {
            "{ industry: { toys: 1 % } }",
            "[ { where: { industry: toys }, value: 1 % }, { where: { industry: toys }, value: 3 % } ]",
            "30: standards.cap.by[1]: found the same stores again, expected each set of attributes once; the first is on line 30"
        },
        {
            "value: 2 %",
            "value: 2e-2",
            "30: standards.cap.value: found '2e-2', expected a number for dispute_rate such as 30000, -0.5 or 2 %"
        },
        {
            "by: { industry: { toys: 1 % } }",
            "by: { industry: { toys: { value: 1 %, percentile: 3 } } }",
            "30: standards.cap.by.industry.toys: found several limits, expected one of value, percentile, rank, median, mean, leader, dated"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesAStandardThatCannotBe(string written, string instead, string mistake) =>
        Assert.Equal([$"{Sample.File}:{mistake}"], Sample.With(written, instead).Mistakes.Select(found => found.ToString()));
}
