namespace TierFunctions.Policies.Tests;

public sealed class DocumentMistakesTests
{
    /// <summary>What the sample says, what it says instead, and the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        {
            "title: { en: Sample, zh: 样本 }",
            "title: { english: Sample }",
            "3: title.english: found the language 'english', expected a language tag such as en, zh or pt-BR"
        },
        {
            "cadence: quarterly",
            "cadence: quarterly\ncadence: monthly",
            "6: found 'cadence' again, expected each name once in a block; the first is on line 5"
        },
        {
            "cadence: quarterly",
            "cadence: !!str quarterly",
            "5: found the tag 'tag:yaml.org,2002:str', expected no tags: the language says what a value means"
        },
        {
            "cadence: quarterly",
            "\tcadence: quarterly",
            "5: found a tab in the indentation, expected spaces: YAML allows no tabs there"
        },
        {
            "cadence: quarterly",
            "cadence: [quarterly",
            "5: found what is not YAML from here on, expected a YAML document"
        },
        {
            "cadence: quarterly",
            "cadence: *unknown",
            "5: found the alias '*unknown', expected an alias of an anchor above it"
        },
        {
            "subject: store",
            "subject: &loop [*loop]",
            "7: found the alias '*loop' inside its own anchor, expected an alias of a finished block above it"
        },
        {
            "otherwise: none",
            "otherwise: none\n---\nprogramme: second",
            "45: found a second document, expected one document a file"
        },
        {
            "title: { en: Sample, zh: 样本 }",
            "title: { <<: text, en: Sample }",
            "3: found '<<' with what is not a block, expected a block, or a list of blocks, to merge"
        },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void RefusesWhatIsNotOnePlainDocument(string written, string instead, string mistake) =>
        Assert.Equal([$"{Sample.File}:{mistake}"], Sample.With(written, instead).Mistakes.Select(found => found.ToString()));
}
