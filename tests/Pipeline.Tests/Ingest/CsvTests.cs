using System.Text;

namespace TierFunctions.Pipeline.Tests.Ingest;

public sealed class CsvTests
{
    private const string Header = "store_id,sales,name\n";

    /// <summary>The same two stores, however their lines end and whatever precedes them.</summary>
    public static TheoryData<string, string> SameTwoStores { get; } = new()
    {
        { "LF", "store_id,sales,name\nA,1,x\nB,2,y\n" },
        { "no final line break", "store_id,sales,name\nA,1,x\nB,2,y" },
        { "CRLF", "store_id,sales,name\r\nA,1,x\r\nB,2,y\r\n" },
        { "CRLF, none at the end", "store_id,sales,name\r\nA,1,x\r\nB,2,y" },
        { "byte order mark", "\uFEFFstore_id,sales,name\nA,1,x\nB,2,y\n" },
        { "blank lines", "\n\r\nstore_id,sales,name\n\nA,1,x\n\r\n\nB,2,y\n\n" },
        { "quoted", "\"store_id\",\"sales\",\"name\"\n\"A\",\"1\",\"x\"\n\"B\",2,\"y\"\n" },
        { "other order", "name,sales,store_id\ny,2,B\nx,1,A\n" },
        { "zeros that mean nothing", "store_id,sales,name\nA,1.00,x\nB,002,y\n" },
        { "unknown column", "store_id,colour,sales,name\nA,red,1,x\nB,,2,y\n" },
    };

    /// <summary>A row between two good ones, and why it is refused.</summary>
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "B,1", "short-row" },
        { "B", "short-row" },
        { "B,1,x,", "extra-field" },
        { "B,4,6,x", "extra-field" },
        { "B,1,x\"y", "stray-quote" },
        { "B,1,\"x\"y", "stray-quote" },
        { "B,1, \"x\"", "stray-quote" },
        { "B,1,\"x", "unclosed-quote" },
        { "B,1,\"x\"\"", "unclosed-quote" },
        { "\"B,1,x", "unclosed-quote" },
        { "B,1,x\0y", "control-character" },
        { "B,1,x\ry", "control-character" },
        { "B,1,x\ty", "control-character" },
        { ",1,x", "missing-store-id" },
        { "\"\",1,x", "missing-store-id" },
        { " B,1,x", "bad-store-id" },
        { "B\0,1,x", "bad-store-id" },
        { "B\u200B,1,x", "bad-store-id" },
        { "Ｂ,1,x", "bad-store-id" },
        { "../B,1,x", "bad-store-id" },
        { new string('B', 65) + ",1,x", "bad-store-id" },
        { "B,\"4,6\",x", "not-a-number" },
        { "B,NaN,x", "not-finite" },
        { "B,-nan,x", "not-finite" },
        { "B,Infinity,x", "not-finite" },
        { "B,-inf,x", "not-finite" },
        { "B,1e5,x", "not-a-number" },
        { "B,４６,x", "not-a-number" },
        { "B,+1,x", "not-a-number" },
        { "B, 1,x", "not-a-number" },
        { "B,1\u00A0000,x", "not-a-number" },
        { "B,1.,x", "not-a-number" },
        { "B,.5,x", "not-a-number" },
        { "B,1.2.3,x", "not-a-number" },
        { "B,0x10,x", "not-a-number" },
        { "B,(5),x", "not-a-number" },
        { "B,-,x", "not-a-number" },
        { "B,twelve,x", "not-a-number" },
        { "B,1.234,x", "too-many-decimals" },
        { "B,99999999999999999999999,x", "overflow" },
        { "B,92233720368547758.08,x", "overflow" },
        { "B,-0.01,x", "out-of-range" },
    };

    public static TheoryData<string, string> RefusedReadings { get; } = new()
    {
        { "stars,5.1", "out-of-range" },
        { "stars,4.25", "too-many-decimals" },
        { "orders,1.5", "too-many-decimals" },
        { "orders,-1", "out-of-range" },
        { "growth,-1.1", "out-of-range" },
        { "grade,High", "unknown-value" },
        { "grade,ADVANCED?", "unknown-value" },
        { "bound,maybe", "not-yes-or-no" },
        { "opened,2026-02-29", "not-a-date" },
        { "opened,29/02/2024", "not-a-date" },
        { "opened,2026-2-9", "not-a-date" },
        { "opened,２026-02-09", "not-a-date" },
        { "held,bronze", "unknown-value" },
    };

    public static TheoryData<string, string> Unreadable { get; } = new()
    {
        { "", "no-rows" },
        { "\n\r\n", "no-rows" },
        { "\uFEFF", "no-rows" },
        { "store_id,sales", "no-rows" },
        { "store_id,sales\r\n", "no-rows" },
        { "id,sales\nA,1\n", "missing-identifying-column" },
        { "\uFEFF\uFEFFstore_id,sales\nA,1\n", "missing-identifying-column" },
        { "Store_Id,sales\nA,1\n", "missing-identifying-column" },
        { "store_id,sales,sales\nA,1,2\n", "duplicate-column" },
        { "store_id,colour,colour\nA,1,2\n", "duplicate-column" },
        { "store_id,sales,store_id\nA,1,B\n", "duplicate-column" },
        { "store_id,sales\rA,1\rB,2\r", "unknown-line-ends" },
        { "store_id,sa\0les\nA,1\n", "unknown-encoding" },
    };

    [Theory, MemberData(nameof(SameTwoStores))]
    public async Task AFileIsReadTheSameHoweverItIsWritten(string how, string text)
    {
        var plain = await Ingested.OfCsvAsync("store_id,sales,name\nA,1,x\nB,2,y\n");
        var read = await Ingested.OfCsvAsync(text);
        Assert.Equal(["A", "B"], read.Ids);
        Assert.True(plain.SnapshotSha256 == read.SnapshotSha256, how);
        Assert.Empty(read.Quarantine);
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task ABadRowCostsNoOther(string row, string reason)
    {
        var read = await Ingested.OfCsvAsync($"{Header}A,1,x\n{row}\nC,3,z\n");
        Assert.Equal(["A", "C"], read.Ids);
        var refused = Assert.Single(read.Quarantine);
        Assert.Equal((2L, reason, row), (refused.Row, refused.Reason, refused.Raw));
        Assert.Equal((Header + "A,1,x\n").Length, refused.Offset);
    }

    [Theory, MemberData(nameof(RefusedReadings))]
    public async Task AReadingIsWhatItsMetricDeclares(string columnAndText, string reason)
    {
        var (column, text) = (columnAndText.Split(',')[0], columnAndText.Split(',')[1]);
        var refused = Assert.Single((await Ingested.OfCsvAsync($"store_id,{column}\nA,{text}\n")).Quarantine);
        Assert.Equal((reason, column, text), (refused.Reason, refused.Column, refused.Found));
    }

    [Theory, MemberData(nameof(Unreadable))]
    public async Task WhatCannotBeAttributedToStoresStopsTheRun(string text, string code)
    {
        var read = await Ingested.OfCsvAsync(text);
        Assert.Contains(code, read.Stops);
        Assert.Empty(read.Stores);
        Assert.All(read.Summary.Findings.Where(finding => finding.Stops && finding.Code == code), finding => Assert.False(finding.CanBeOverridden));
    }

    [Fact]
    public async Task AnUnclosedQuoteCostsOneRowAndNotTheRestOfTheFile()
    {
        var read = await Ingested.OfCsvAsync(Header + "A,1,\"x\nB,2,y\nC,3,\"z\"\n");
        Assert.Equal(["B", "C"], read.Ids);
        Assert.Equal(["1 unclosed-quote"], read.Refusals);
    }

    [Fact]
    public async Task QuotedTextsKeepCommasAndDoubledQuotes()
    {
        var read = await Ingested.OfCsvAsync(Header + "A,1,\"x, \"\"y\"\" \\ 店\"\n");
        Assert.Equal("""["A","x\u002C \u0022y\u0022 \\ \u5E97",null,1,null,null,null,null,null,null,null,null,null]""", Assert.Single(read.Stores));
    }

    [Fact]
    public async Task ABlankIsMissingAndNeverZero()
    {
        var read = await Ingested.OfCsvAsync(Header + "A,,\nB,\"\",\"\"\nC,0,\nD,-0.00,\n");
        Assert.Equal([null, null, "0", "0"], read.Stores.Select(line => System.Text.Json.JsonElement.Parse(line)[3]).Select(sales => sales.ValueKind is System.Text.Json.JsonValueKind.Null ? null : sales.GetRawText()));
    }

    [Fact]
    public async Task ColumnsThatNobodyDeclaredAreNamed()
    {
        var read = await Ingested.OfCsvAsync("store_id,colour,sales,late_rate\nA,red,1,0.5\n");
        Assert.Equal(["colour", "late_rate"], read.Summary.UnusedColumns); // a derived metric is never taken from a file
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Utf16IsRefused(string encoding)
    {
        var utf16 = Encoding.GetEncoding(encoding);
        Assert.Contains("unknown-encoding", (await Ingested.OfCsvAsync([.. utf16.Preamble, .. utf16.GetBytes(Header + "A,1,x\n")])).Stops);
        Assert.NotEmpty((await Ingested.OfCsvAsync(utf16.GetBytes(Header + "A,1,x\n"))).Stops);
    }

    [Fact]
    public async Task AHeaderInAnotherEncodingIsRefused()
    {
        byte[] gbk = [.. "store_id,"u8, 0xC3, 0xFB, 0xB3, 0xC6, .. ",sales\nA,x,1\n"u8]; // 名称 in GBK
        Assert.Contains("unknown-encoding", (await Ingested.OfCsvAsync(gbk)).Stops);
    }

    [Fact]
    public async Task OneRowInAnotherEncodingCostsOneRow()
    {
        byte[] mixed = [.. "store_id,sales,name\nA,1,店\nB,2,"u8, 0xB5, 0xEA, .. "\nC,3,z\nD,4,caf"u8, 0xE9, .. "\nE,5,\n"u8];
        var read = await Ingested.OfCsvAsync(mixed);
        Assert.Equal(["A", "C", "E"], read.Ids);
        Assert.Equal(["2 not-utf8", "4 not-utf8"], read.Refusals);
        Assert.Equal("B,2,\uFFFD\uFFFD", read.Quarantine[0].Raw);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(3 << 20)]
    [InlineData(10 << 20)]
    public async Task ARowThatIsTooLongCostsOneRowAndLittleMemory(int length)
    {
        var text = $"{Header}A,1,x\nB,2,{new string('b', length)}\nC,3,z\n\nD,4\n";
        var read = await Ingested.OfCsvAsync(text);
        var fits = length < 1 << 20;
        Assert.Equal(fits ? ["A", "B", "C"] : ["A", "C"], read.Ids);
        Assert.Equal(fits ? ["4 short-row"] : ["2 row-too-long", "4 short-row"], read.Refusals);
        Assert.Equal(text.IndexOf("D,4", StringComparison.Ordinal), read.Quarantine[^1].Offset);
        Assert.All(read.Quarantine, row => Assert.True(row.Raw.Length < 600));
    }

    [Fact]
    public async Task AHeaderWithoutAnEndIsNotReadToItsEnd() =>
        Assert.Contains("no-header", (await Ingested.OfCsvAsync(new string('h', 5 << 20))).Stops);

    [Fact]
    public async Task StoresThatSayTheSameTwiceAreTakenOnceAndThoseThatDifferNotAtAll()
    {
        var read = await Ingested.OfAsync(
            ("a.csv", Encoding.UTF8.GetBytes(Header + "A,1,x\nB,2,y\nC,3,z\nD,4,\n")),
            ("b.csv", Encoding.UTF8.GetBytes("store_id,name,sales\nA,x,1.00\nB,y,2.01\nD,,4\nD,,4\n")));
        Assert.Equal(["A", "C", "D"], read.Ids);
        Assert.Equal(
            ["in/b.csv 1 repeated-row", "in/a.csv 2 duplicate-store-id", "in/b.csv 2 duplicate-store-id", "in/b.csv 3 repeated-row", "in/b.csv 4 repeated-row"],
            read.Quarantine.Select(row => $"{row.File} {row.Row} {row.Reason}"));
        Assert.Equal([4L, 4L], read.Summary.Inputs.Select(input => input.Read));
        Assert.Equal([3L, 0L], read.Summary.Inputs.Select(input => input.Accepted));
    }

    [Fact]
    public async Task IdsThatDifferInCaseAreDifferentStores() =>
        Assert.Equal(["S", "s"], (await Ingested.OfCsvAsync(Header + "s,1,x\nS,1,x\n")).Ids);
}
