namespace TierFunctions.Pipeline.Tests.Ingest;

public sealed class NdjsonTests
{
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { """{"store_id":"B","sales":1,"sales":2}""", "duplicate-property" },
        { """{"store_id":"B","sales":1,"sales":1}""", "duplicate-property" },
        { """{"store_id":"B","sales":1,"s\u0061les":2}""", "duplicate-property" },
        { """{"store_id":"B","store_id":"C"}""", "duplicate-property" },
        { """{"store_id":"B","sales":"1"}""", "wrong-json-type" },
        { """{"store_id":"B","sales":true}""", "wrong-json-type" },
        { """{"store_id":"B","sales":[1]}""", "wrong-json-type" },
        { """{"store_id":"B","sales":{"value":1}}""", "wrong-json-type" },
        { """{"store_id":"B","name":5}""", "wrong-json-type" },
        { """{"store_id":5,"sales":1}""", "wrong-json-type" },
        { """{"store_id":"B","sales":NaN}""", "not-json" },
        { """{"store_id":"B","sales":4,6}""", "not-json" },
        { """{"store_id":"B","sales":01}""", "not-json" },
        { """{"store_id":"B","sales":1e5}""", "not-a-number" },
        { """{"store_id":"B","sales":1E-2}""", "not-a-number" },
        { """{"store_id":"B","sales":123456789012345678901234567890123456789012345678901234567890}""", "overflow" },
        { """{"store_id":"B","orders":1.5}""", "too-many-decimals" },
        { """{"store_id":"B","name":"x\u0000y"}""", "control-character" },
        { """{"store_id":"B","name":"x\ny"}""", "control-character" },
        { """{"store_id":"B","name":"\ud800"}""", "not-utf8" },
        { """{"store_id":"B\u0000"}""", "bad-store-id" },
        { """{"sales":1}""", "missing-store-id" },
        { """{"store_id":null,"sales":1}""", "missing-store-id" },
        { """["B",1]""", "not-json" },
        { "\"B\"", "not-json" },
        { "null", "not-json" },
        { "{}", "missing-store-id" },
        { """{"store_id":"B"}{"store_id":"D"}""", "not-json" },
        { """{"store_id":"B",}""", "not-json" },
        { """{"store_id":"B" // no""", "not-json" },
        { """{"store_id":"B","deep":[[[[[[[[1]]]]]]]]}""", "not-json" },
        { """{"store_id":"B","sales":1""", "not-json" },
        { "B,1", "not-json" },
        { " ", "not-json" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task ABadLineIsOneQuarantinedRow(string line, string reason)
    {
        var text = $$"""{"store_id":"A","sales":1}""" + "\n" + line + "\n" + """{"store_id":"C","sales":3}""" + "\n";
        var read = await Ingested.OfNdjsonAsync(text);
        Assert.Equal(["A", "C"], read.Ids);
        var refused = Assert.Single(read.Quarantine);
        Assert.Equal((2L, reason, line), (refused.Row, refused.Reason, refused.Raw));
    }

    [Fact]
    public async Task ALineThatWasCutOffAtTheEndIsOneQuarantinedRow()
    {
        var read = await Ingested.OfNdjsonAsync("{\"store_id\":\"A\",\"sales\":1}\r\n\r\n\n{\"store_id\":\"B\",\"sal");
        Assert.Equal(["A"], read.Ids);
        Assert.Equal(["2 not-json"], read.Refusals);
    }

    [Fact]
    public async Task ADeepNestingIsNoStackOverflow()
    {
        var read = await Ingested.OfNdjsonAsync("{\"store_id\":\"A\",\"x\":" + new string('[', 500_000) + "\n{\"store_id\":\"B\"}\n");
        Assert.Equal(["B"], read.Ids);
    }

    [Fact]
    public async Task NullIsMissingAndFlagsAreTrueOrFalse()
    {
        var read = await Ingested.OfNdjsonAsync("""{"store_id":"A","sales":null,"bound":true}""" + "\n" + """{"bound":"no","store_id":"B"}""" + "\n");
        Assert.Equal(
            ["""["A",null,null,null,null,null,null,null,null,true,null,null,null]""", """["B",null,null,null,null,null,null,null,null,false,null,null,null]"""], read.Stores);
    }

    [Fact]
    public async Task PropertiesThatNobodyDeclaredMayHoldAnythingAndAreNamed()
    {
        var read = await Ingested.OfNdjsonAsync("""{"colour":{"of":["x"]},"store_id":"A","late_rate":0.1}""");
        Assert.Equal(["A"], read.Ids);
        Assert.Equal(["colour", "late_rate"], read.Summary.UnusedColumns);
    }

    [Fact]
    public async Task NamesAndTextsMayBeEscaped()
    {
        var escaped = await Ingested.OfNdjsonAsync("""{"store\u005fid":"\u0041","n\u0061me":"\u5e97 \"x\" \ud83d\ude00"}""");
        var plain = await Ingested.OfCsvAsync("store_id,name\nA,\"店 \"\"x\"\" 😀\"\n");
        Assert.Equal(plain.SnapshotSha256, escaped.SnapshotSha256);
    }
}
