using System.Text.Json.Nodes;
using TierFunctions.Policies.Schema;

namespace TierFunctions.Policies.Tests;

/// <summary>The schema for editors and the reader, which both come from the same forms, and a validator that knows neither.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(PolicySchema.Text())!; // never null: it is an object

    private static readonly IReadOnlyDictionary<string, string> Documents = Directory
        .EnumerateFiles(AppContext.BaseDirectory, "*.yaml", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(AppContext.BaseDirectory, file), File.ReadAllText, StringComparer.Ordinal);

    public static TheoryData<string> Files { get; } = new(Documents.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void TheFileForEditorsIsWhatTheReaderSays() => Assert.Equal(Kept("policies", "policy.schema.json"), PolicySchema.Text());

    [Fact]
    public void TheListOfFieldsIsWhatTheReaderSays() => Assert.Equal(Kept("docs", "policy-fields.md"), FieldReference.Text());

    [Theory, MemberData(nameof(Files))]
    public void EveryPolicyFitsTheSchema(string file) => Assert.Empty(JsonSchemaCheck.Faults(Schema, JsonOfYaml.Read(Documents[file])));

    [Theory, MemberData(nameof(GuideTests.Examples), MemberType = typeof(GuideTests))]
    public void EveryExampleOfTheGuideFitsTheSchema(string text) => Assert.Empty(JsonSchemaCheck.Faults(Schema, JsonOfYaml.Read(text)));

    /// <summary>Otherwise the schema would offer what the reader never takes.</summary>
    [Fact]
    public void EveryFieldOfTheSchemaIsWrittenInSomePolicy()
    {
        var texts = string.Join('\n', Documents.Values.Concat(GuideTests.Texts).Append(Sample.Text));
        var definitions = (JsonObject)Schema["definitions"]!; // never null: it is written
        var fields = definitions.Select(definition => definition.Value).Append(Schema).OfType<JsonObject>()
            .SelectMany(form => form["properties"] is JsonObject properties ? properties.Select(property => property.Key) : []).Distinct();
        Assert.All(fields, field => Assert.Contains(field + ":", texts, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Files))]
    public void AMisspeltFieldIsRefusedByBoth(string file) => Agree(file, place => place.Rename());

    [Theory, MemberData(nameof(Files))]
    public void AMissingFieldIsRefusedByBoth(string file) => Agree(file, place => place.Remove());

    [Theory, MemberData(nameof(Files))]
    public void AListWhereNoneBelongsIsRefusedByBoth(string file) => Agree(file, place => place.Replace(new JsonArray(new JsonArray())));

    [Theory, MemberData(nameof(Files))]
    public void ABlockWhereNoneBelongsIsRefusedByBoth(string file) => Agree(file, place => place.Replace(new JsonObject { ["what-is-this"] = new JsonObject() }));

    [Theory, MemberData(nameof(Files))]
    public void AnEmptyValueIsRefusedByBoth(string file) => Agree(file, place => place.Replace(null));

    private static void Agree(string file, Action<Place> change)
    {
        var refused = 0;
        foreach (var place in Place.Of(JsonOfYaml.Read(Documents[file])))
        {
            change(place);
            var faults = JsonSchemaCheck.Faults(Schema, place.Root);
            var mistakes = PolicyDocument.Read(file, place.Text).Mistakes;
            Assert.True(faults.Count == 0 || mistakes.Count > 0, $"{place.Path}: the schema alone refuses: {string.Join("; ", faults)}");
            // What only the reader knows is a name that is declared nowhere, or a value that does not go with another.
            var isOfOnePlace = mistakes.Any(mistake => mistake.Found.StartsWith("the unknown field", StringComparison.Ordinal) || mistake.Found is "a list" or "a block" or "nothing");
            Assert.True(faults.Count > 0 || !isOfOnePlace, $"{place.Path}: the reader alone refuses: {string.Join("; ", mistakes)}");
            if (faults.Count > 0) refused++;
        }
        Assert.True(refused > 10, $"only {refused} changes were refused");
    }

    private static string Kept(string folder, string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, file)).ReplaceLineEndings("\n");
}
