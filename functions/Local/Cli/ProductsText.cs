using Spectre.Console;
using TierFunctions.Domain.Evaluation;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Explain;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.Local.Cli;

/// <summary>A store's products as people read them in a terminal.</summary>
internal static class ProductsText
{
    public static void Print(StoreProducts products)
    {
        var (programme, period) = (products.Run.Key.Programme, products.Run.Key.Period);
        Console.WriteLine($"Products of {products.Store} in {programme} {period}: {Figures.Count(products.Total)} = {string.Join(" + ", products.Tiers.Select(tier => $"{Figures.Count(tier.Value)} {tier.Key}"))}");
        Console.WriteLine($"  policy {products.Plan.Policy.Version}; run {products.Run.Key}");
        if (products.Products.Count == 0) return;
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Product", "Name", "Tier", "Before", "Missed", "Reading", "Asked");
        foreach (var product in products.Products) Add(table, product);
        AnsiConsole.Write(table);
        if (products.Next is { } next) Console.WriteLine($"More: tier show {products.Store} --programme {programme} --after {next}");
    }

    private static void Add(Table table, Explanation explanation)
    {
        var outcome = explanation.Outcome!; // explained from it
        var missed = outcome.Status is Domain.Evaluation.Status.Assessed ? explanation.Evidence?.Gap?.Missed ?? [] : [];
        string[] facts = [SubjectKey.Parse(explanation.Store).Product ?? "", explanation.Name ?? "", outcome.Status is Domain.Evaluation.Status.Assessed ? outcome.Tier : $"{outcome.Tier} ({Words.Write(outcome.Status)})", outcome.Before ?? ""];
        if (missed.Count == 0) table.AddRow([.. facts.Append("").Append("").Append("").Select(Markup.Escape)]);
        foreach (var (shortfall, i) in missed.Select((shortfall, i) => (shortfall, i)))
        {
            var finding = shortfall.Finding;
            table.AddRow([.. (i == 0 ? facts : ["", "", "", ""]).Append(finding.Test.Id).Append(FindingWords.ReadingOf(finding, "en")).Append(FindingWords.AskedOf(finding, "en")).Select(Markup.Escape)]);
        }
    }
}
