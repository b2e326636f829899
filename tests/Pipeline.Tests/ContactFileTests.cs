using System.Text;
using TierFunctions.Pipeline.Contacts;
using TierFunctions.Pipeline.Ingest;

namespace TierFunctions.Pipeline.Tests;

public sealed class ContactFileTests
{
    private const string Header = "id,role,manager,name,email,phone,webhook,language,time_zone,channels,suppressed\n";

    [Fact]
    public void ReadsContactsFromBothForms()
    {
        var shop = new Contact
        {
            Id = "S1", Manager = "m7", Name = "李, \"Sons\"", EmailAddress = "shop@example.com", Phone = "+8613800138000", WebhookAddress = "https://shop.example.com/hook?a=b",
            Language = "zh", TimeZone = "Asia/Shanghai", Channels = "email sms",
        };
        var csv = Read("c.csv", Header + "S1,store,m7,\"李, \"\"Sons\"\"\",shop@example.com,+8613800138000,https://shop.example.com/hook?a=b,zh,Asia/Shanghai,email sms,no\r\nm7,manager,,,m7@example.com,,,,,,yes\n");
        Assert.Equal([shop, new Contact { Id = "m7", Role = ContactRole.Manager, EmailAddress = "m7@example.com", IsSuppressed = true }], csv.Contacts);
        var json = Read("c.ndjson", """{"id":"S1","manager":"m7","name":"李, \"Sons\"","email":"shop@example.com","phone":"+8613800138000","webhook":"https://shop.example.com/hook?a=b","language":"zh","time_zone":"Asia/Shanghai","channels":"email sms"}""" + "\n");
        Assert.Equal([shop], json.Contacts);
        Assert.Empty(csv.Mistakes.Concat(json.Mistakes));
    }

    [Theory]
    [InlineData("email", "myshop", "'xxxxxx'", "one e-mail address")]
    [InlineData("email", "Shop <shop@example.com>", "'Xxxx <xxxx@xxxxxxx.xxx>'", "one e-mail address")]
    [InlineData("email", "a@b", "'x@x'", "one e-mail address")]
    [InlineData("email", "shop@example.com\tBcc: x@y.example", null, "one e-mail address")]
    [InlineData("phone", "13912345678", "'99999999999'", "E.164")]
    [InlineData("phone", "+86 138-0013", "'+99 999-9999'", "E.164")]
    [InlineData("phone", "+0613800138000", "'+9999999999999'", "E.164")]
    [InlineData("webhook", "http://shop.example.com/", null, "https")]
    [InlineData("webhook", "https://user:secret@shop.example.com/", null, "https")]
    [InlineData("language", "Chinese", "'xxxxxxx'", "language tag")]
    [InlineData("time_zone", "China", "'xxxxx'", "time zone")]
    [InlineData("time_zone", "Mars/Olympus", "'xxxx/xxxxxxx'", "time zone")]
    [InlineData("channels", "fax", "'xxx'", "email, sms, webhook")]
    [InlineData("channels", "email email", "'xxxxx xxxxx'", "email, sms, webhook")]
    [InlineData("suppressed", "maybe", "'xxxxx'", "yes or no")]
    [InlineData("role", "boss", "'xxxx'", "store or manager")]
    [InlineData("manager", "m 7", "'x 9'", "account manager's id")]
    [InlineData("name", "evil\u202Ename", null, "control character")]
    public void AMistakeNamesFileRowAndFieldAndTheShapeOfTheValueButNeverTheValue(string field, string value, string? shape, string expected)
    {
        var reading = Read("people.csv", $"id,{field}\nS0,\nS1,\"{value}\"\n");
        var mistake = Assert.Single(reading.Mistakes);
        Assert.Equal(("people.csv", 2, field), (mistake.File, mistake.Row, mistake.Field));
        Assert.Contains(expected, mistake.Expected, StringComparison.Ordinal);
        if (shape is not null) Assert.Equal(shape.ToLowerInvariant(), mistake.Found?.ToLowerInvariant());
        Assert.DoesNotContain(value, mistake.ToString(), StringComparison.Ordinal);
        Assert.Equal("S0", Assert.Single(reading.Contacts).Id);
        Assert.Equal(2, reading.Read);
    }

    [Fact]
    public void TwoRowsOfOneIdAreBothRefusedAndNothingIsLost()
    {
        var reading = Read("c.csv", "id,phone\na,+12025550100\nb,+12025550101\na,+12025550102\na,\n,+12025550103\nb c,\n");
        Assert.Equal(["b"], reading.Contacts.Select(contact => contact.Id));
        Assert.Equal([1, 3, 4, 5, 6], reading.Mistakes.Select(mistake => (int)mistake.Row));
        Assert.Equal(6, reading.Read);
    }

    [Theory]
    [InlineData("c.csv", "", "no-header")]
    [InlineData("c.csv", "phone\n+1\n", "missing-identifying-column")]
    [InlineData("c.csv", "id,id\n", "duplicate-column")]
    [InlineData("c.csv", "id,e-mail\n", "unknown-column")]
    public void AFileWithoutAUsableHeaderIsRefusedWhole(string file, string text, string code) =>
        Assert.Equal(code, Assert.Throws<UnreadableInputException>(() => Read(file, text)).Code);

    [Theory]
    [InlineData("[]"), InlineData("{"), InlineData("""{"id":"a"} {}"""), InlineData("""{"id":"a","id":"b"}"""), InlineData("""{"id":1}"""), InlineData("""{"id":"a","fax":"1"}"""), InlineData("null")]
    public void ALineThatIsNoContactIsRefused(string line)
    {
        var reading = Read("c.ndjson", line + "\n{\"id\":\"z\"}\n");
        Assert.Equal(["z"], reading.Contacts.Select(contact => contact.Id));
        Assert.Equal(1, Assert.Single(reading.Mistakes).Row);
    }

    [Fact]
    public void AContactDoesNotPrintWhatItHolds() => Assert.Equal("store S1", new Contact { Id = "S1", EmailAddress = "shop@example.com", Name = "Shop" }.ToString());

    private static ContactReading Read(string file, string text) => ContactFile.Read(file, Encoding.UTF8.GetBytes(text));
}
