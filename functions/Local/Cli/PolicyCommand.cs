using System.CommandLine;
using System.Text;
using TierFunctions.Domain.Programmes;
using TierFunctions.Policies;

namespace TierFunctions.Local.Cli;

/// <summary><c>tier policy</c>: looking after policy documents.</summary>
internal static class PolicyCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Policy documents", Arity = ArgumentArity.OneOrMore };
        var validate = new Command("validate", "Reads policy documents and reports every mistake with file and line") { files };
        validate.SetAction(CommandLine.Guarded((parsed, _) => Task.FromResult(Validate(parsed.GetValue(files)!))));
        return new Command("policy", "Looks after policy documents") { validate };
    }

    /// <summary>A document's policy; its mistakes are the user's to put right.</summary>
    internal static Policy ReadPolicy(string file)
    {
        var reading = Read(file);
        return reading.Policy ?? throw new BadInputException(string.Join('\n', reading.Mistakes));
    }

    private static int Validate(string[] files)
    {
        var mistakes = 0;
        foreach (var file in files)
        {
            var reading = Read(file);
            mistakes += reading.Mistakes.Count;
            foreach (var mistake in reading.Mistakes) Console.Error.WriteLine(mistake);
            if (reading.Policy is { } policy)
                Console.WriteLine($"{file}: {policy.Programme} {policy.Version}, from {policy.EffectiveFrom}: {policy.Tiers.Count} tiers, {policy.Metrics.Count} metrics, no mistakes");
        }
        return mistakes == 0 ? ExitCode.Done : ExitCode.BadInput;
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
