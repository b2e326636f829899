using System.Text;
using TierFunctions.Domain.Calendar;
using TierFunctions.Domain.Programmes;

namespace TierFunctions.Policies;

/// <summary>The policies of a marketplace: every document of a folder and of the folders in it.</summary>
public sealed class PolicyFolder
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>The JSON Schema may lie beside the policies: it is no policy.</summary>
    private const string SchemaEnding = ".schema.json";

    private PolicyFolder(IReadOnlyList<PolicyReading> readings)
    {
        Readings = readings;
        Mistakes = [.. readings.SelectMany(reading => reading.Mistakes), .. Clashes(readings), .. ProgrammeLinks.Mistakes(readings)];
    }

    /// <summary>Every document, readable or not, by file name.</summary>
    public IReadOnlyList<PolicyReading> Readings { get; }

    /// <summary>The mistakes of every document, then those between documents.</summary>
    public IReadOnlyList<PolicyMistake> Mistakes { get; }

    /// <summary>Reads a folder. Files are named by their path inside it, with forward slashes.</summary>
    public static PolicyFolder Read(string directory) => new([
        .. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(IsPolicy)
            .Select(file => (Path: file, Name: Path.GetRelativePath(directory, file).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => ReadFile(file.Path, file.Name)),
    ]);

    /// <summary>
    /// The version that judges a period: of the programme's versions that are in force by then, the latest. Null where there is
    /// none. A folder with mistakes must not judge anything; see <see cref="Mistakes"/>.
    /// </summary>
    public PolicyReading? InForce(string programme, Period period) => Readings
        .Where(reading => reading.Policy is { } policy
            && policy.Programme == programme && policy.Cadence == period.Cadence && policy.EffectiveFrom <= period)
        .MaxBy(reading => reading.Policy!.EffectiveFrom); // never null: filtered above

    /// <summary>The documents that lie in the same folder as a file, without that file: what it reads of other programmes is held against them.</summary>
    public static IReadOnlyList<PolicyReading> Beside(string file)
    {
        var path = Path.GetFullPath(file);
        return [.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!) // never null: a file lies in a folder
            .Where(other => other != path && IsPolicy(other)).Order(StringComparer.Ordinal).Select(other => ReadFile(other, other))];
    }

    /// <summary>The mistakes in what one document reads of the programmes of others.</summary>
    public static IReadOnlyList<PolicyMistake> LinkMistakes(PolicyReading reading, IReadOnlyList<PolicyReading> beside) =>
        [.. ProgrammeLinks.Mistakes([reading, .. beside]).Where(mistake => mistake.File == reading.File)];

    /// <summary>The folder as it would be with one more document.</summary>
    public PolicyFolder With(PolicyReading draft) => new([.. Readings, draft]);

    private static bool IsPolicy(string file) =>
        Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !file.EndsWith(SchemaEnding, StringComparison.OrdinalIgnoreCase) && !TestRows.IsOne(file);

    private static PolicyReading ReadFile(string path, string name)
    {
        try
        {
            return PolicyDocument.Read(name, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException)
        {
            return new PolicyReading(name, "", "", null, [new PolicyMistake(name, 1, "", "bytes that are not UTF-8", "a text in UTF-8")]);
        }
    }

    private static string Word(Policy policy) => Language.Words.Subjects.First(word => word.Value == policy.Subject).Key;

    private static IEnumerable<PolicyMistake> Clashes(IReadOnlyList<PolicyReading> readings)
    {
        var read = readings.Where(reading => reading.Policy is not null).Select(reading => (reading.File, Policy: reading.Policy!)).ToList();
        for (var i = 0; i < read.Count; i++)
        {
            var (file, policy) = read[i];
            foreach (var (other, earlier) in read.Take(i).Where(before => before.Policy.Programme == policy.Programme))
            {
                if (earlier.Cadence != policy.Cadence)
                    yield return new PolicyMistake(file, 1, "cadence", $"'{ProgrammeLinks.Word(policy.Cadence)}'", $"'{ProgrammeLinks.Word(earlier.Cadence)}' as in {other}: a programme keeps its cadence");
                else if (earlier.Subject != policy.Subject)
                    yield return new PolicyMistake(file, 1, "subject", $"'{Word(policy)}'", $"'{Word(earlier)}' as in {other}: a programme keeps its subject");
                else if (earlier.EffectiveFrom == policy.EffectiveFrom)
                    yield return new PolicyMistake(file, 1, "effective.from", $"'{policy.EffectiveFrom}'", $"a period of its own: {other} takes effect then");
                if (earlier.Version == policy.Version)
                    yield return new PolicyMistake(file, 1, "version", $"'{policy.Version}'", $"a version of its own: {other} has this one");
            }
        }
    }
}
