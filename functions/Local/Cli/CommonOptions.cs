using System.CommandLine;
using TierFunctions.Domain.Calendar;

namespace TierFunctions.Local.Cli;

/// <summary>Options that several commands share, spelt once.</summary>
internal static class CommonOptions
{
    public static Option<string> Programme(bool required) => new("--programme", "-p")
    {
        Description = "The programme, such as gold-silver",
        Required = required,
        HelpName = "name",
    };

    public static Option<Period?> Period(bool required) => new("--period")
    {
        Description = "A month (2026-07), quarter (2026-Q3) or year (2026)",
        Required = required,
        HelpName = "period",
        CustomParser = result =>
        {
            if (Domain.Calendar.Period.TryParse(result.Tokens[0].Value, out var period)) return period;
            result.AddError($"'{result.Tokens[0].Value}' is not a period: expected a month (2026-07), a quarter (2026-Q3) or a year (2026).");
            return null;
        },
    };

    public static Option<string> Data() => new("--data")
    {
        Description = "The folder that keeps runs, outcomes and reports",
        DefaultValueFactory = _ => "data",
        HelpName = "dir",
    };

    public static Option<string?> Storage() => new("--storage")
    {
        Description = "A storage account that keeps runs, outcomes and reports instead of the folder, and metric blobs in its container 'metrics'",
        HelpName = "connection string",
    };

    public static Option<string> Policies() => new("--policies")
    {
        Description = "The folder of policy documents",
        DefaultValueFactory = _ => "policies",
        HelpName = "dir",
    };

    public static Option<int> Workers() => new("--workers")
    {
        Description = "How many stores' chunks are worked on at once",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "n",
    };

    public static int Read(ParseResult parsed, Option<int> workers) =>
        parsed.GetValue(workers) is var count and >= 1 and <= 256 ? count : throw new BadInputException($"--workers {parsed.GetValue(workers)}: expected 1 to 256.");

    public static Option<string> Language(string description)
    {
        var language = new Option<string>("--lang") { Description = description, DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh");
        return language;
    }

    public static Option<bool> Json() => new("--json") { Description = "Print JSON and nothing else" };
}
