using System.CommandLine;
using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Local.Host;
using TierFunctions.Pages.Words;
using TierFunctions.Pipeline.Ingest;
using TierFunctions.Policies;
using TierFunctions.Policies.Linting;
using TierFunctions.Policies.Schema;
using TierFunctions.Policies.Testing;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier policy</c>: looking after policy documents.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Policy documents", Arity = ArgumentArity.OneOrMore };
        var validate = new Command("validate", "Reads policy documents and reports every mistake with file and line") { files };
        validate.SetAction(CommandLine.Guarded((parsed, _) => Task.FromResult(Validate(parsed.GetValue(files)!))));
        var boundaries = new Option<bool>("--boundaries") { Description = "Also tests generated rows on and beside every numeric limit" };
        var test = new Command("test", "Runs the test rows that policy documents carry") { files, boundaries };
        test.SetAction(CommandLine.Guarded((parsed, _) => Task.FromResult(Test(parsed.GetValue(files)!, parsed.GetValue(boundaries)))));
        var data = new Option<string?>("--data") { Description = "The folder that keeps runs: what each programme's last run was supplied with is looked at as well", HelpName = "dir" };
        var storage = CommonOptions.Storage();
        var lint = new Command("lint", "Looks policy documents over for what is unlikely to be meant") { files, data, storage };
        lint.SetAction(CommandLine.Guarded((parsed, cancellationToken) => LintAsync(parsed.GetValue(files)!, parsed.GetValue(data), parsed.GetValue(storage), cancellationToken)));
        var language = CommonOptions.Language("The language: en or zh");
        var file = new Argument<string>("file") { Description = "A policy document" };
        var show = new Command("show", "Says what a policy asks and gives, as merchants read it") { file, language };
        show.SetAction(CommandLine.Guarded((parsed, _) => Task.FromResult(Show(parsed.GetValue(file)!, parsed.GetValue(language)!))));
        var fields = new Option<bool>("--fields") { Description = "Prints the list of all fields, in Markdown, instead" };
        var schema = new Command("schema", "Prints the JSON Schema of policy documents, for editors") { fields };
        schema.SetAction(CommandLine.Guarded((parsed, _) => Task.FromResult(Schema(parsed.GetValue(fields)))));
        return new Command("policy", "Looks after policy documents") { validate, test, lint, show, schema, ActivateCommand.Create() };
    }

    /// <summary>A document's policy; its mistakes are the user's to put right.</summary>
    internal static Policy ReadPolicy(string file) => ReadDocument(file).Policy!; // read without mistakes

    private static int Validate(string[] files)
    {
        var mistakes = 0;
        foreach (var file in files)
        {
            var reading = Read(file);
            var found = reading.Links.Count == 0 ? reading.Mistakes : PolicyFolder.LinkMistakes(reading, PolicyFolder.Beside(file));
            mistakes += found.Count;
            foreach (var mistake in found) Console.Error.WriteLine(mistake);
            if (found.Count == 0 && reading.Policy is { } policy)
                Console.WriteLine($"{file}: {policy.Programme} {policy.Version}, from {policy.EffectiveFrom}: {policy.Tiers.Count} tiers, {policy.Metrics.Count(metric => !metric.IsBareNumber)} metrics, no mistakes");
        }
        return mistakes == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static int Test(string[] files, bool boundaries)
    {
        var failures = 0;
        foreach (var file in files)
        {
            var reading = ReadDocument(file);
            var results = PolicyTests.Run(reading.Policy!, reading.Tests); // never null: there is no mistake
            foreach (var result in results.Where(result => !result.Passes))
                Console.Error.WriteLine($"{result.Test.File ?? file}:{result.Test.Line}: {result.Test.Name}: {string.Join("; ", result.Differences)}");
            IReadOnlyList<BoundaryRow> rows = boundaries ? Boundaries.Of(reading.Policy!) : []; // as above
            foreach (var row in rows.Where(row => !row.Passes))
                Console.Error.WriteLine($"{file}: {row.Test}, {row.Metric} {row.Row} ({row.Reading}): expected {row.Expected}, found {row.Found}");
            failures += results.Count(result => !result.Passes) + rows.Count(row => !row.Passes);
            Console.WriteLine($"{file}: {results.Count(result => result.Passes)} of {results.Count} rows pass{(boundaries ? $", {rows.Count(row => row.Passes)} of {rows.Count} at boundaries" : "")}");
        }
        return failures == 0 ? ExitCode.Done : ExitCode.RunFailed;
    }

    private static async Task<int> LintAsync(string[] files, string? data, string? storage, CancellationToken cancellationToken)
    {
        await using var host = data is null && storage is null ? null : await LocalHost.OpenToReadAsync(data ?? "data", storage, cancellationToken);
        var findings = new List<LintFinding>();
        foreach (var file in files)
        {
            var reading = Read(file);
            var supply = host is not null && reading.Policy is { } policy ? await SupplyOfAsync(host, policy.Programme, cancellationToken) : null;
            findings.AddRange(Linter.Findings(reading, reading.Links.Count == 0 ? null : PolicyFolder.Beside(file), supply));
        }
        foreach (var finding in findings) Console.WriteLine(finding);
        Console.WriteLine($"{findings.Count(finding => finding.Severity is Severity.Error)} errors, {findings.Count(finding => finding.Severity is Severity.Warning)} warnings, {findings.Count(finding => finding.Severity is Severity.Info)} notes");
        return findings.Exists(finding => finding.Severity is Severity.Error) ? ExitCode.RunFailed : ExitCode.Done;
    }

    /// <summary>What the programme's last completed run was supplied with; null, with a word about it, where it has none.</summary>
    private static async Task<Supply?> SupplyOfAsync(LocalHost host, string programme, CancellationToken cancellationToken)
    {
        if ((await host.Runs.ListAsync(programme, cancellationToken)).LastOrDefault(run => run.IsCompleted) is { Ingest: not null } last)
            return new Supply(last.Key.ToString(), SuppliedColumns.Of(last, (await host.Plans.OfAsync(last.Key, cancellationToken)).Policy));
        await Console.Error.WriteLineAsync($"tier: {programme} has no completed run, so nobody can tell what is supplied to it");
        return null;
    }

    private static int Show(string file, string language)
    {
        foreach (var line in PolicyText.Lines(ReadPolicy(file), language)) Console.WriteLine(line);
        return ExitCode.Done;
    }

    private static int Schema(bool fields)
    {
        Console.Write(fields ? FieldReference.Text() : PolicySchema.Text());
        return ExitCode.Done;
    }

    /// <summary>A document with its policy; its mistakes are the user's to put right.</summary>
    internal static PolicyReading ReadDocument(string file)
    {
        var reading = Read(file);
        return reading.Policy is null ? throw new BadInputException(string.Join('\n', reading.Mistakes)) : reading;
    }

    private static PolicyReading Read(string file)
    {
        try
        {
            var beside = TestRows.NameBeside(file);
            return PolicyDocument.Read(file, TextOf(file), File.Exists(beside) ? new TestRows(beside, TextOf(beside)) : null);
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException($"{file} is not UTF-8 text.");
        }
    }

    private static string TextOf(string file) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file));
}
