using System.CommandLine;
using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Pages.Words;
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
        var lint = new Command("lint", "Looks policy documents over for what is unlikely to be meant") { files };
        lint.SetAction(CommandLine.Guarded((parsed, _) => Task.FromResult(Lint(parsed.GetValue(files)!))));
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
                Console.WriteLine($"{file}: {policy.Programme} {policy.Version}, from {policy.EffectiveFrom}: {policy.Tiers.Count} tiers, {policy.Metrics.Count} metrics, no mistakes");
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
                Console.Error.WriteLine($"{file}:{result.Test.Line}: {result.Test.Name}: {string.Join("; ", result.Differences)}");
            IReadOnlyList<BoundaryRow> rows = boundaries ? Boundaries.Of(reading.Policy!) : []; // as above
            foreach (var row in rows.Where(row => !row.Passes))
                Console.Error.WriteLine($"{file}: {row.Test}, {row.Metric} {row.Row} ({row.Reading}): expected {row.Expected}, found {row.Found}");
            failures += results.Count(result => !result.Passes) + rows.Count(row => !row.Passes);
            Console.WriteLine($"{file}: {results.Count(result => result.Passes)} of {results.Count} rows pass{(boundaries ? $", {rows.Count(row => row.Passes)} of {rows.Count} at boundaries" : "")}");
        }
        return failures == 0 ? ExitCode.Done : ExitCode.RunFailed;
    }

    private static int Lint(string[] files)
    {
        var findings = files.Select(file => (File: file, Reading: Read(file)))
            .SelectMany(one => Linter.Findings(one.Reading, one.Reading.Links.Count == 0 ? null : PolicyFolder.Beside(one.File))).ToList();
        foreach (var finding in findings) Console.WriteLine(finding);
        Console.WriteLine($"{findings.Count(finding => finding.Severity is Severity.Error)} errors, {findings.Count(finding => finding.Severity is Severity.Warning)} warnings, {findings.Count(finding => finding.Severity is Severity.Info)} notes");
        return findings.Exists(finding => finding.Severity is Severity.Error) ? ExitCode.RunFailed : ExitCode.Done;
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
            return PolicyDocument.Read(file, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)));
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException($"{file} is not UTF-8 text.");
        }
    }
}
