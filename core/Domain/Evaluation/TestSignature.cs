using System.Diagnostics;
using System.Globalization;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Domain.Evaluation;

/// <summary>All that a test says, written out.</summary>
internal static class TestSignature
{
    /// <summary>Two tests with the same signature can never differ in their verdict, so they share a place.</summary>
    public static string Of(Test test)
    {
        static string OfLimit(Limit limit) => limit switch
        {
            Limit.Names names => string.Join(',', names.Values),
            Limit.Dated dated => string.Join(',', dated.Entries.Select(entry => $"{entry.From}:{OfLimit(entry.Limit)}")),
            _ => string.Create(CultureInfo.InvariantCulture, $"{limit}"),
        };
        var when = test.When is { } condition ? OfTree(condition) : "";
        var overrides = string.Join(';', test.Limit.Overrides.Select(o => $"{string.Join(',', o.Where)}:{OfLimit(o.Limit)}"));
        var askedOf = test.AskedOf is { } asked ? $"{asked.Attribute}:{string.Join(',', asked.Values)}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{test.Id}|{test.Metric}|{test.Comparison}|{OfLimit(test.Limit.Default)}|{overrides}|{test.WhenMissing}|{askedOf}|{test.Given}|{test.Shield}|{test.IsAdvisory}|{when}");
    }

    private static string OfTree(Requirement requirement) => requirement switch
    {
        Requirement.All all => $"all({string.Join(';', all.Of.Select(OfTree))})",
        Requirement.AtLeast some => string.Create(CultureInfo.InvariantCulture, $"{some.Count}({string.Join(';', some.Of.Select(OfTree))})"),
        Requirement.Not not => $"not({OfTree(not.Of)})",
        Requirement.Check check => Of(check.Test),
        _ => throw new UnreachableException(),
    };
}
